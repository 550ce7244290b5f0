/** Something whose last lines help to understand a failed wait: a server's log. */
export interface LogSource {
  name: string;
  tail(lines: number): string;
}

const sources = new Set<LogSource>();

export const watchLog = (source: LogSource): void => void sources.add(source);
export const unwatchLog = (source: LogSource): void => void sources.delete(source);

/** An error with the last lines of every running server's log, since what went wrong often stands there. */
export const failure = (message: string, lines = 25): Error => {
  const logs = [...sources].map((source) => `--- ${source.name}\n${source.tail(lines)}`);
  return new Error([message, ...logs].join('\n'));
};

/**
 * The value of `promise`, or a failure after `timeoutMs`.
 * @param what says in the error what was waited for
 */
export const within = async <T>(promise: Promise<T>, timeoutMs: number, what: string | (() => string)): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(failure(`Waited ${timeoutMs} ms for ${typeof what === 'string' ? what : what()}`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Asks again until the answer is not undefined; for what gives no event (health checks, rows seen over REST).
 * Where there is an event, wait for that instead.
 */
export const poll = async <T>(
  ask: () => Promise<T | undefined>,
  { timeoutMs = 20_000, everyMs = 25, what = 'an answer' } = {},
): Promise<T> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw failure(`Asked for ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
