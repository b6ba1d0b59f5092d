/** What the service itself answers, for a test to hold the screen against. */
export const getJson = async <T>(
  url: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<T> => {
  const answer = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

export const postJson = async <T>(url: string, path: string, body: unknown): Promise<T> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

const PATIENCE_MS = 15_000;
const BETWEEN_MS = 30;

/** Looks again until what is asserted holds; the last failure is the one that is reported. */
export const eventually = async <T>(look: () => Promise<T>): Promise<T> => {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await look();
    } catch (fault) {
      if (Date.now() > end) throw fault;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
};
