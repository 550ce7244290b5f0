import type { IncomingHttpHeaders } from 'node:http';

export interface Turn {
  role: string;
  name?: string;
  content: string;
}

/** What the product asked the scripted model, as it came over HTTP. */
export interface UpstreamRequest {
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  model: string;
  stream: boolean;
  turns: Turn[];
  /** The last user turn, taken out of its `{ speaker, username, message }` envelope where it has one. */
  text: string;
  /** Username of the last user turn's speaker. */
  asker: string | undefined;
  /** True once the product closed the connection before the answer had ended. */
  closedEarly: boolean;
  /** True once the answer ended, from whichever side. */
  ended: boolean;
  /** Time of arrival in milliseconds, on the clock of `performance.now()`. */
  at: number;
}

const asText = (content: unknown): string => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : '')).join('');
};

const envelope = (content: string): { message?: unknown; username?: unknown } => {
  try {
    const parsed: unknown = JSON.parse(content);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

/** Reads an OpenAI chat completion request; unknown fields stay in `body`. */
export const readRequest = (raw: string, headers: IncomingHttpHeaders): UpstreamRequest => {
  const body = JSON.parse(raw) as Record<string, unknown>;
  const messages = Array.isArray(body.messages) ? (body.messages as Record<string, unknown>[]) : [];
  const turns = messages.map((turn) => ({
    role: String(turn.role),
    ...(typeof turn.name === 'string' ? { name: turn.name } : {}),
    content: asText(turn.content),
  }));
  const last = turns.findLast((turn) => turn.role === 'user');
  const inside = envelope(last?.content ?? '');
  return {
    headers,
    body,
    model: String(body.model),
    stream: body.stream === true,
    turns,
    text: typeof inside.message === 'string' ? inside.message : (last?.content ?? ''),
    asker: typeof inside.username === 'string' ? inside.username : last?.name,
    closedEarly: false,
    ended: false,
    at: performance.now(),
  };
};
