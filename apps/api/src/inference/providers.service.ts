import { Injectable } from '@nestjs/common';
import type { Model } from '#contract';
import { ModelError, type ChatModel } from '#inference';
import { Config } from '#platform/config';
import { Outbound } from '#platform/outbound';
import { environmentProviders } from './environment-providers.js';
import type { Provider } from './provider.js';

const LISTING_TIMEOUT_MS = 5_000;
const LISTING_TTL_MS = 60_000;

interface Listing {
  at: number;
  models: Promise<string[]>;
}

/** A model that is ready to be asked. */
export interface ChosenModel {
  chat: ChatModel;
  model: string;
  provider: string;
}

export interface Wanted {
  providerId: string | null;
  model: string | null;
}

/** Which provider and model an assistant speaks through. */
@Injectable()
export class ProvidersService {
  private readonly providers: Provider[];
  private readonly listings = new Map<string, Listing>();

  constructor(
    private readonly config: Config,
    outbound: Outbound,
  ) {
    this.providers = environmentProviders(config, outbound);
  }

  /**
   * The model that is meant: the named one of the named provider, or else the defaults.
   * @throws ModelError when there is none
   */
  async choose(wanted: Wanted): Promise<ChosenModel> {
    const named = wanted.model ?? this.config.env.DEFAULT_MODEL ?? null;
    const provider = await this.providerFor(wanted.providerId, named);
    const model = named ?? (await this.listed(provider))[0];
    if (!model) throw new ModelError('model_missing', 'The model provider offers no model.', false);
    return { chat: provider.chat, model, provider: provider.name };
  }

  /** Models of every provider that answers, the default one first. */
  async models(): Promise<Model[]> {
    const lists = await Promise.all(
      this.providers.map(async (provider) => {
        const models = await this.listed(provider).catch((): string[] => []);
        return models.map((id) => ({ id, providerId: provider.id, provider: provider.name }));
      }),
    );
    const models = lists.flat();
    const preferred = models.find(({ id }) => id === this.config.env.DEFAULT_MODEL) ?? models[0];
    return models.map((model) => ({ ...model, isDefault: model === preferred }));
  }

  private async providerFor(id: string | null, model: string | null): Promise<Provider> {
    const named = this.providers.find((provider) => provider.id === id);
    const [first] = this.providers;
    if (named || !first) return named ?? this.missing();
    if (!model || this.providers.length === 1) return first;
    for (const provider of this.providers) {
      const models = await this.listed(provider).catch((): string[] => []);
      if (models.includes(model)) return provider;
    }
    return first;
  }

  private missing(): never {
    throw new ModelError('model_missing', 'No model provider is configured.', false);
  }

  private listed(provider: Provider): Promise<string[]> {
    const known = this.listings.get(provider.id);
    if (known && Date.now() - known.at < LISTING_TTL_MS) return known.models;
    const models = provider.chat.models(AbortSignal.timeout(LISTING_TIMEOUT_MS));
    this.listings.set(provider.id, { at: Date.now(), models });
    models.catch(() => this.listings.delete(provider.id));
    return models;
  }
}
