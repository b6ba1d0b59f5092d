import type { CourseAnswers } from './answers';
import { drawingOf } from './lanes/drawing';
import { driverPanel } from './say/driver';
import { endpointsTable } from './say/endpoints';
import { onWhatPanel } from './say/on-what';
import { footerTexts, momentText, subjectText } from './say/page';
import { patientPanel } from './say/patient';
import { radiotherapyLines } from './say/therapy';
import { trustPanel } from './say/trust';
import { wherePanel } from './say/where';
import type { Sheet } from './sheet.model';
import type { Texts } from './texts';

/** What a course sheet says: every number is one that the API answers, none is derived here. */
export const sheetOf = (texts: Texts, answers: CourseAnswers): Sheet => {
  const { status, endpoints, resistance, timeline } = answers;
  const subject = subjectText(texts, answers);
  const moment = momentText(texts, answers);
  return {
    language: texts.language,
    title: `${texts.heading.title}${texts.colon}${subject}${texts.comma}${moment}`,
    heading: texts.heading.title,
    subject,
    moment,
    panels: [
      wherePanel(texts, status),
      onWhatPanel(texts, {
        status,
        endpoints,
        radiotherapy: radiotherapyLines(texts, timeline.facts),
      }),
      driverPanel(texts, resistance),
      trustPanel(texts, answers),
      patientPanel(texts, answers),
    ],
    drawing: drawingOf(texts, answers),
    table: endpointsTable(texts, endpoints),
    footer: footerTexts(texts, answers),
    research: texts.footer.research,
    more: texts.more,
    withoutGlyph: texts.footer.withoutGlyph,
    createdAt: status.asOf ?? (status.on.split('/')[0] as string),
  };
};
