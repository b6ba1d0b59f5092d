import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config';

/**
 * Lets go of answers of which nothing is taken any more: they would be held for ever. Live feeds watch for
 * themselves.
 */
export const boundAnswers = (app: NestFastifyApplication, { answerTimeoutMs }: Config): void => {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (_request, reply, payload, next) => {
      const { raw } = reply;
      if (!raw.socket?.timeout) raw.setTimeout(answerTimeoutMs, () => raw.destroy());
      next(null, payload);
    });
};
