import { ConfigError, readConfig } from '../../src/config/config';

describe('closed by default', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org'])(
    'refuses to listen on %s, and says why',
    (host) => {
      expect(() => readConfig({ HOST: host })).toThrow(ConfigError);
      expect(() => readConfig({ HOST: host })).toThrow(/no sign-in yet/);
    },
  );

  it.each(['127.0.0.1', '::1', 'localhost'])('listens on %s', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['BODY_LIMIT_BYTES', '1'],
    ['MAX_IN_FLIGHT', '0'],
    ['MAX_PER_CLIENT', '0'],
    ['BODY_BUDGET_BYTES', '1000'],
    ['IMPORT_BUDGET_BYTES', '1000'],
    ['REQUEST_TIMEOUT_MS', '10'],
    ['ANSWER_TIMEOUT_MS', '10'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(name));
  });
});
