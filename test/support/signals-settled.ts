import request from 'supertest';

/** Until the reactor has looked at everything: then nothing more is to come. */
export const signalsSettled = async (url: string): Promise<void> => {
  const until = Date.now() + 15_000;
  for (;;) {
    const { body } = await request(url).get('/health/ready');
    const { reactor, signals } = body.projections;
    const isLevel = reactor.built && reactor.lag?.events === 0 && signals.lag?.events === 0;
    if (isLevel && reactor.state.caughtUp) return;
    if (Date.now() > until) throw new Error(JSON.stringify(body));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
