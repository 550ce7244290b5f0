import { useEffect, useState } from 'react';

/** A run of code in one colour; `style` holds the colour of each theme as a CSS variable. */
export interface Token {
  readonly content: string;
  readonly style: Record<string, string>;
}

export interface HighlightRequest {
  readonly id: number;
  readonly code: string;
  readonly language: string;
}

/** Without `lines` the language is unknown or the code too long: it stays as it is. */
export interface HighlightAnswer {
  readonly id: number;
  readonly lines: Token[][] | undefined;
}

const waiting = new Map<number, (lines: Token[][] | undefined) => void>();
let worker: Worker | undefined;
let lastId = 0;

function startWorker(): Worker {
  const started = new Worker(new URL('./highlight.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<HighlightAnswer>) => {
    waiting.get(data.id)?.(data.lines);
    waiting.delete(data.id);
  });
  return started;
}

function highlight(code: string, language: string): Promise<Token[][] | undefined> {
  worker ??= startWorker();
  const id = ++lastId;
  const answered = new Promise<Token[][] | undefined>((resolve) => waiting.set(id, resolve));
  worker.postMessage({ id, code, language } satisfies HighlightRequest);
  return answered;
}

const cache = new Map<string, Token[][]>();
const CACHE_SIZE = 200;

/** The coloured lines of a finished piece of code, or `undefined` while they are being made or can't be. */
export function useHighlight(code: string, language: string | undefined): Token[][] | undefined {
  const key = language && `${language}\n${code}`;
  const [, setReady] = useState<string>();
  useEffect(() => {
    if (!key || !language || cache.has(key)) return;
    let wanted = true;
    void highlight(code, language).then((lines) => {
      if (!lines) return;
      if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
      cache.set(key, lines);
      if (wanted) setReady(key);
    });
    return () => {
      wanted = false;
    };
  }, [key, code, language]);
  return key ? cache.get(key) : undefined;
}
