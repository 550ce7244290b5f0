import { createdApiToken, type CreateApiTokenRequest, type CreatedApiToken, type TokenScope } from '#contract';
import type { Person } from './people.js';

/** A new API token of that person, who has just signed in. */
export const apiToken = async (
  one: Person,
  scopes: readonly TokenScope[],
  more: Partial<CreateApiTokenRequest> = {},
): Promise<CreatedApiToken> => {
  const body = { name: `For ${scopes.join(', ')}`, scopes, ...more };
  const made = (await one.api().post('/api-tokens', body)).as(createdApiToken, 201);
  one.api().secret(made.token);
  return made;
};
