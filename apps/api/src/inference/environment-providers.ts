import { DemoChatModel, OpenAiChatModel } from '#inference';
import type { Config } from '#platform/config';
import type { Outbound } from '#platform/outbound';
import type { Provider } from './provider.js';

/** `AI_MODEL_URL` may be given without the `/v1` that the protocol's paths start with (rulings 28). */
const withVersion = (url: string): string => (/\/v\d+$/.test(url) ? url : `${url}/v1`);

/** Server-wide providers from the environment, the preferred first; the demo only where there is no other (R46, R51). */
export function environmentProviders({ env }: Config, { fetch }: Outbound): Provider[] {
  const provider = (id: string, name: string, baseUrl: string, apiKey: string | null): Provider => ({
    id,
    name,
    chat: new OpenAiChatModel({ baseUrl, apiKey, fetch }),
  });
  const providers: Provider[] = [];
  if (env.AI_MODEL_URL)
    providers.push(provider('custom', 'Model server', withVersion(env.AI_MODEL_URL), env.AI_API_KEY ?? null));
  if (env.VLLM_ENDPOINT) providers.push(provider('vllm', 'vLLM', env.VLLM_ENDPOINT, null));
  if (env.OLLAMA_ENDPOINT) providers.push(provider('ollama', 'Ollama', env.OLLAMA_ENDPOINT, null));
  if (env.OPENAI_API_KEY) providers.push(provider('openai', 'OpenAI', env.OPENAI_BASE_URL, env.OPENAI_API_KEY));
  return providers.length > 0 ? providers : [{ id: 'demo', name: 'Demo', chat: new DemoChatModel() }];
}
