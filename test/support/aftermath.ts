import type { Message } from '#contract';
import { expect } from '@jest/globals';
import type { Person } from '../factories/people.js';
import { history } from '../factories/places.js';
import type { Observer } from './observer.js';

/** An answer that was under way when something broke. */
export interface Broken {
  id: string;
  questionId: string;
  /** What the model says in an attempt that nothing breaks. */
  whole: string;
}

/** Why an answer may end without its whole text after a crash. */
const EXCUSES = ['worker_lost', 'provider_disconnected', 'internal'];

/**
 * What has to hold after every fault: exactly one answer to the question, at its end, whole or failed with a beginning
 * of its text, the same for every reader and in the database; nobody ever saw text twice.
 * @param reader somebody whose REST process lives
 */
export const expectOneAnswer = async (
  broken: Broken,
  who: Person,
  readers: readonly Observer[],
  { timeoutMs, index }: { timeoutMs: number; index?: number },
): Promise<Message> => {
  const ends = await Promise.all(readers.map(async (reader) => reader.ended(broken.id, timeoutMs)));
  const [first] = readers;
  if (first === undefined) throw new Error('Somebody has to watch');
  const stored = await history(who, first.roomId, index);
  const question = stored.find((one) => one.id === broken.questionId);
  const answers = stored.filter((one) => one.author.type === 'assistant' && one.seq === (question?.seq ?? 0) + 1);
  expect(answers.map((one) => one.id)).toEqual([broken.id]);
  const [answer] = answers;
  if (answer === undefined) throw new Error('No answer');
  if (answer.status === 'complete') expect(answer.content).toBe(broken.whole);
  else {
    expect(answer.status).toBe('failed');
    expect(EXCUSES).toContain(answer.generation?.error?.code);
    expect(broken.whole.startsWith(answer.content)).toBe(true);
  }
  for (const end of ends) expect(end).toEqual(answer);
  for (const reader of readers) {
    for (const look of reader.looks.entries.filter((one) => one.messageId === broken.id)) {
      expect(broken.whole.startsWith(look.text)).toBe(true);
    }
  }
  return answer;
};
