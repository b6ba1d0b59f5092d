import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { stateRevision } from '../http/context';

/** Query parameters of every question about derived values. */
export const QUESTION = ['on', 'asOf', 'ruleset', 'origin', 'mode'] as const;

const ON = 'Clinical day: 2021, 2021-05 or 2021-05-03. Today at the site (SITE_TIME_ZONE) when left out.';

/** Those of questions that may ask for one reader, or for several side by side. */
export const READER_QUESTION = [...QUESTION, 'reader'] as const;

export const AskingReader = () =>
  ApiQuery({
    name: 'reader',
    required: false,
    description: 'Whose reading: accepted (default), investigator, or a reader by name.',
  });

/** A call about all that is known, in the OpenAPI document. */
export const AskingHead = (summary: string) =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiQuery({ name: 'on', required: false, description: ON }),
    ApiQuery({ name: 'ruleset', required: false, description: 'name@version, or a name for its newest.' }),
    ApiQuery({
      name: 'origin',
      required: false,
      description: 'first-dose (of the index line), current-line, lm-diagnosis or fact:<factId>.',
    }),
    ApiQuery({ name: 'mode', required: false, description: 'Censoring: FDA or EMA.' }),
  );

/** A call that takes all of them. */
export const Asking = (summary: string) =>
  applyDecorators(
    AskingHead(summary),
    ApiQuery({
      name: 'asOf',
      required: false,
      description: 'State of knowledge: r17, a date (the end of that day at the site) or an instant.',
    }),
  );

/** Names the revision that the answer stands on. */
export const stated = <T extends { readonly revision: number }>(reply: FastifyReply, answer: T): T => {
  stateRevision(reply, { revision: answer.revision, position: null });
  return answer;
};
