import type { ChatTurn } from '#contract';
import { oneLine, systemPrompt, type PromptSetting } from './system-prompt.js';

export interface ContextMessage {
  id: string;
  seq: number;
  authorId: string;
  authorType: 'user' | 'assistant' | 'system';
  speaker: { name: string; username: string };
  text: string;
}

export interface ContextInput extends PromptSetting {
  /** Complete messages in ascending order of `seq`, deleted ones left out; the last one is the trigger. */
  messages: readonly ContextMessage[];
  /** The model's window, in tokens. */
  budgetTokens: number;
  /** What of the window is kept free for the answer, in tokens. */
  reserveTokens: number;
  countTokens: (text: string) => number;
}

export interface Context {
  system: string;
  turns: ChatTurn[];
  /** Ids of the messages in `turns`, in order: the record of what the model saw (R38). */
  saw: { messageIds: string[] };
}

/** What a provider adds around each turn, estimated. */
const TOKENS_PER_TURN = 8;
/** So much of the trigger is sent even where the system prompt leaves no room: a refusal beats an empty question. */
const LEAST_TRIGGER_TOKENS = 256;

/**
 * Makes the prompt: the system prompt and the newest messages that fit, without a gap, the trigger always among them
 * (R37, R38). The assistant's own answers are `assistant` turns; what others said, other assistants too, are `user`
 * turns with their speaker; system messages and empty ones are left out. A trigger too long for the window loses its end.
 */
export function buildContext(input: ContextInput): Context {
  const { assistant, messages, budgetTokens, reserveTokens, countTokens } = input;
  const system = systemPrompt(input);
  const cost = (turn: ChatTurn) => TOKENS_PER_TURN + countTokens(turn.text) + speakerTokens(turn, countTokens);

  const said = messages.filter((message) => message.authorType !== 'system' && message.text.trim() !== '');
  const chosen: { id: string; turn: ChatTurn }[] = [];
  let left = budgetTokens - reserveTokens - countTokens(system);

  for (const message of said.toReversed()) {
    const turn = toTurn(message, assistant.id);
    const isTrigger = chosen.length === 0;
    if (cost(turn) > left && !isTrigger) break;
    const fitting = isTrigger ? cut(turn, Math.max(left, LEAST_TRIGGER_TOKENS), cost) : turn;
    chosen.unshift({ id: message.id, turn: fitting });
    left -= cost(fitting);
  }
  return { system, turns: chosen.map(({ turn }) => turn), saw: { messageIds: chosen.map(({ id }) => id) } };
}

function toTurn(message: ContextMessage, ownId: string): ChatTurn {
  if (message.authorType === 'assistant' && message.authorId === ownId)
    return { role: 'assistant', text: message.text };
  const kind = message.authorType === 'assistant' ? 'assistant' : 'person';
  const speaker = { name: oneLine(message.speaker.name), username: message.speaker.username, kind } as const;
  return { role: 'user', speaker, text: message.text };
}

function speakerTokens(turn: ChatTurn, countTokens: (text: string) => number): number {
  return turn.role === 'user' ? countTokens(`${turn.speaker.name} ${turn.speaker.username}`) : 0;
}

/** The longest beginning of the turn that costs no more than `limit`, found by halving; never half a surrogate pair. */
function cut(turn: ChatTurn, limit: number, cost: (turn: ChatTurn) => number): ChatTurn {
  if (cost(turn) <= limit) return turn;
  const characters = Array.from(turn.text);
  const beginning = (length: number): ChatTurn => ({ ...turn, text: `${characters.slice(0, length).join('')}…` });
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (cost(beginning(middle)) <= limit) fits = middle;
    else tooLong = middle;
  }
  return beginning(fits);
}
