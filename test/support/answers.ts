import type { Message } from '#contract';
import { say } from '../factories/places.js';
import type { Person } from '../factories/people.js';
import type { Observer } from './observer.js';

/**
 * The placeholder or answer of the `nth` assistant that a message called: it is stored with the message, so it has
 * the numbers right behind it.
 */
export const answerTo = async (reader: Observer, question: Message, nth = 1): Promise<Message> =>
  reader.message(
    (one) => one.seq === question.seq + nth && one.author.type === 'assistant',
    `answer ${nth} to ${question.id}`,
  );

/** Asks by REST and gives the question and the placeholder of its first answer, as `reader` comes to see it. */
export const ask = async (
  asker: Person,
  reader: Observer,
  content: string,
): Promise<{ question: Message; answer: Message; id: string; generationId: string }> => {
  const roomId = reader.roomId;
  const question = await say(asker, roomId, content);
  const answer = await answerTo(reader, question);
  return { question, answer, id: answer.id, generationId: answer.generation?.id ?? '' };
};

/** Text of `words` numbered words, cut into the tokens that a model would send. */
export const wordTokens = (words: number, prefix = 'word'): string[] =>
  Array.from({ length: words }, (_, index) => `${prefix}${index} `);
