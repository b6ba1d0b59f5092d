import { setTimeout as wait } from 'node:timers/promises';

export interface Heard<T> {
  readonly event: string;
  readonly id: string | null;
  readonly data: T;
}

export interface EventStream<T> {
  readonly heard: readonly Heard<T>[];
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  readonly until: (isEnough: (heard: readonly Heard<T>[]) => boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

const fieldOf = (message: string, name: string): string | null =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1] ?? null;

const messageIn = <T>(text: string): readonly Heard<T>[] => {
  const data = fieldOf(text, 'data');
  if (data === null) return [];
  return [
    { event: fieldOf(text, 'event') ?? 'message', id: fieldOf(text, 'id'), data: JSON.parse(data) as T },
  ];
};

/** Server-sent events as they arrive over a real connection. */
export const listenTo = async <T>(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventStream<T>> => {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers, signal: leaving.signal });
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const heard: Heard<T>[] = [];
  const read = async (): Promise<void> => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      heard.push(...messages.flatMap((message) => messageIn<T>(message)));
    }
  };
  const ended = read().catch(() => undefined);
  return {
    heard,
    ended,
    until: async (isEnough) => {
      const last = Date.now() + 10_000;
      while (!isEnough(heard)) {
        if (Date.now() > last) throw new Error(`heard ${heard.length} messages`);
        await wait(10);
      }
    },
    close: async () => {
      leaving.abort();
      await ended;
    },
  };
};
