import { setTimeout as delay } from 'node:timers/promises';
import { ChatModel, type ChatRequest, type ModelEvent } from './chat-model.js';

const PIECE_INTERVAL_MS = 25;

/** The built-in model of a fresh start: no key, no network, the same answer to the same question (R51). */
export class DemoChatModel extends ChatModel {
  async *stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const answer = answerTo(request);
    const pieces = answer.match(/\s*\S+/g) ?? [];
    for (const text of pieces) {
      await delay(PIECE_INTERVAL_MS, undefined, { signal });
      yield { type: 'text', text };
    }
  }

  async models(): Promise<string[]> {
    return ['demo'];
  }
}

function answerTo({ turns }: ChatRequest): string {
  const question = turns.findLast((turn) => turn.role === 'user');
  if (!question) return 'I am the demo model. Ask me something.';
  const people = new Set(turns.flatMap((turn) => (turn.role === 'user' ? [turn.speaker.name] : [])));
  const text = question.text.replace(/\s+/g, ' ').trim();
  const words = text.split(' ').filter(Boolean).length;
  const quoted = [...text].slice(0, 280).join('') + ([...text].length > 280 ? '…' : '');
  return [
    `Hello ${question.speaker.name}! I am Colloquy’s built-in **demo model**: I need no key and no network, and I don’t really think.`,
    `You wrote:\n\n> ${quoted}`,
    `That is ${words} ${words === 1 ? 'word' : 'words'}. I can see ${turns.length} ${turns.length === 1 ? 'message' : 'messages'} of this conversation, by ${people.size === 1 ? 'one person' : `${people.size} people`}. Everybody in this room reads this answer while it is written.`,
    'To talk with a real model, start the server with one of these:',
    '```sh\nOLLAMA_ENDPOINT=http://localhost:11434/v1 npm start\nOPENAI_API_KEY=… npm start\n```',
  ].join('\n\n');
}
