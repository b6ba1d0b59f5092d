import { Type, type Static, type TObject } from '@sinclair/typebox';
import { code, count, factReference, flag, identifier, list, occurredOn, text } from './schema';

export const AUTHOR_ROLES = [
  'neurologist',
  'oncologist',
  'radiologist',
  'pathologist',
  'molecular-biologist',
  'neurosurgeon',
  'radiation-oncologist',
  'nurse',
  'study-investigator',
  'data-manager',
  'curator',
  'patient',
  'system',
  'other',
] as const;

/** How the date of a fact was come by. */
export const DATE_BASES = ['stated', 'derived', 'ordered', 'anchored'] as const;

export const sourceSchema = Type.Object(
  {
    system: identifier({ description: 'Where it was read: a hospital system, a study database, a corpus.' }),
    document: Type.Optional(text(200)),
    version: Type.Optional(text(60)),
    page: Type.Optional(text(200, { description: 'Page, section or paragraph.' })),
  },
  { additionalProperties: false, mend: 'Send {"system": "…"} and, if known, document, version and page.' },
);

export const relativeToSchema = Type.Object(
  {
    factId: factReference('the anchor'),
    offset: text(120, {
      description: 'ISO 8601 duration (P2W, -P3M), or words where the source counts cycles.',
    }),
    note: Type.Optional(text()),
  },
  { additionalProperties: false, mend: 'Send {"factId": "…", "offset": "P2W"}.' },
);

/** What every fact carries beside its payload. */
export const COMMON_PROPERTIES = {
  occurredOn: Type.Optional(occurredOn()),
  timeOfDay: Type.Optional(
    Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      description: 'Local clock time; tells the order of facts of one day.',
      mend: 'Write hours and minutes, 00:00 to 23:59.',
    }),
  ),
  assertedAt: Type.Optional(
    Type.String({
      format: 'asserted-at',
      description: 'When the source said so: a report’s date of issue.',
      mend: 'Write a date (2021-05-03) or an instant with a zone (2021-05-03T10:00:00Z).',
    }),
  ),
  dateBasis: Type.Optional(
    code(DATE_BASES, { description: 'How occurredOn was come by; stated if left out.' }),
  ),
  relativeTo: Type.Optional(relativeToSchema),
  sequence: Type.Optional(count()),
  source: Type.Optional(sourceSchema),
  author: Type.Optional(code(AUTHOR_ROLES, { description: 'A role, never a name.' })),
  note: Type.Optional(text(4000)),
  printed: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.String({ maxLength: 4000 }), {
      description: 'The source’s own wording of values that were parsed, by the name of its field.',
      mend: 'Send texts by name: {"dose": "150 mg daily"}.',
    }),
  ),
  acceptedWarnings: Type.Optional(
    list(
      Type.Object(
        { check: text(60, { description: 'The warning, by its name.' }), reason: text(1000) },
        { additionalProperties: false },
      ),
      20,
      { description: 'Warnings that whoever recorded it has seen, and why the value stands all the same.' },
    ),
  ),
  inferred: Type.Optional(flag('Not printed by the source; follows from other statements.')),
};

export type CommonPart = Static<TObject<typeof COMMON_PROPERTIES>>;
