import type { ChatTurn } from '#contract';
import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions.js';
import { ChatModel, type ChatRequest, type ModelEvent } from './chat-model.js';
import { disconnected, modelErrorOf, providerEmpty } from './open-ai-errors.js';

export interface OpenAiOptions {
  baseUrl: string;
  apiKey: string | null;
  /** `fetch` of the outbound module. */
  fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
}

/** Fields that OpenAI-compatible servers add to a delta for models that think aloud. */
interface ThinkingDelta {
  reasoning_content?: string | null;
  reasoning?: string | null;
}

/** OpenAI and everything that speaks its chat-completions protocol (vLLM, Ollama, LM Studio, llama.cpp…). */
export class OpenAiChatModel extends ChatModel {
  private readonly client: OpenAI;

  constructor(options: OpenAiOptions) {
    super();
    this.client = new OpenAI({
      baseURL: options.baseUrl,
      apiKey: options.apiKey ?? 'none',
      fetch: options.fetch,
      // Retries and time-outs belong to whoever knows whether the first token has been shown.
      maxRetries: 0,
      timeout: 2 ** 31 - 1,
    });
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    let pieces = 0;
    let finished = false;
    try {
      const chunks = await this.client.chat.completions.create(
        {
          model: request.model,
          messages: [{ role: 'system', content: request.system }, ...request.turns.map(messageOf)],
          stream: true,
          stream_options: { include_usage: true },
          ...(request.temperature === null ? {} : { temperature: request.temperature }),
          ...(request.maxOutputTokens === null ? {} : { max_tokens: request.maxOutputTokens }),
        },
        { signal },
      );
      for await (const chunk of chunks) {
        const choice = chunk.choices?.[0];
        const delta = choice?.delta as (NonNullable<typeof choice>['delta'] & ThinkingDelta) | undefined;
        const thinking = delta?.reasoning_content ?? delta?.reasoning;
        if (thinking) yield { type: 'thinking', text: thinking };
        if (delta?.content) {
          pieces++;
          yield { type: 'text', text: delta.content };
        }
        if (choice?.finish_reason) finished = true;
        if (chunk.usage) {
          yield { type: 'usage', inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens };
        }
      }
    } catch (error) {
      if (signal.aborted) throw error;
      throw modelErrorOf(error, pieces > 0);
    }
    if (signal.aborted) throw signal.reason;
    if (pieces === 0) throw providerEmpty();
    // A clean end without a finish reason is a proxy that gave up, not a model that had said everything.
    if (!finished) throw disconnected();
  }

  async models(signal: AbortSignal): Promise<string[]> {
    try {
      const page = await this.client.models.list({ signal });
      return page.data.map((model) => model.id);
    } catch (error) {
      throw modelErrorOf(error, false);
    }
  }
}

/** `name` in the characters that the protocol allows. */
const wireName = (username: string): string => username.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64);

/**
 * A turn on the wire. Who speaks stands in fields of its own, the text inside a JSON string: whatever somebody writes,
 * it can't end the string and speak as another (R37, Q9).
 */
function messageOf(turn: ChatTurn): ChatCompletionMessageParam {
  if (turn.role === 'assistant') return { role: 'assistant', content: turn.text };
  const { name, username } = turn.speaker;
  return {
    role: 'user',
    name: wireName(username),
    content: JSON.stringify({ speaker: name, username, message: turn.text }),
  };
}
