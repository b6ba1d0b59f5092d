import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, QUESTION, stated } from '../derivations/asking';
import { invalidAt } from '../http/problem';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import { GetCourseSheet } from './course-sheet.query';
import { LANGUAGES, type Language } from './texts';

const readLanguage = (text: string | undefined): Language => {
  const known = Object.keys(LANGUAGES) as Language[];
  const language = known.find((each) => each === (text ?? 'en'));
  if (language) return language;
  throw invalidAt(
    '/query/lang',
    `${JSON.stringify(text)} is no language of the sheet`,
    `Use ${known.join(', ')}.`,
  );
};

@ApiTags('replay')
@Controller('v1/patients/:patientId')
export class CourseSheetController {
  constructor(private readonly queries: QueryBus) {}

  @Get('course.pdf')
  @Asking(
    'The course on one page: tagged PDF (PDF/UA-1), A4 landscape, with the numbers of the other answers',
  )
  @ApiQuery({ name: 'lang', required: false, description: 'en (default), de or zh-CN.' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async sheet(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { lang, ...question } = readParameters(query, [...QUESTION, 'lang']);
    const sheet = await this.queries.execute(new GetCourseSheet(patientId, question, readLanguage(lang)));
    stated(reply, sheet);
    void reply.type('application/pdf').header(
      'content-disposition',
      // A patient id is of letters, digits and . _ - alone.
      `inline; filename="${patientId}-${sheet.on.replace('/', '_')}-r${sheet.revision}.pdf"`,
    );
    return sheet.pdf;
  }
}
