import { lookup as resolve } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import { isPublicUnicast } from './address-rules.js';

/** An outgoing call that the rules forbid (quality.md §2). */
class OutboundRefused extends Error {}

export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

const hostAndPort = (url: URL): string => `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;

/**
 * The one door for calls to other servers: https to public unicast addresses, each address checked and the checked
 * one connected to, no redirects. Endpoints that the operator named may be private and plain http.
 */
export class Outbound {
  private readonly allowed: ReadonlySet<string>;
  private readonly open = new Agent({ connect: { timeout: 10_000 }, headersTimeout: 0, bodyTimeout: 0 });
  private readonly guarded = new Agent({
    connect: { timeout: 10_000, lookup: checkedLookup },
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  /** @param allowed `host:port` of private endpoints, and base addresses, which the operator named */
  constructor(allowed: readonly string[]) {
    this.allowed = new Set(allowed.map((entry) => (entry.includes('://') ? hostAndPort(new URL(entry)) : entry)));
  }

  /** `fetch` under the rules above; time-outs are the caller's, by `init.signal`. */
  readonly fetch: Fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const named = this.allowed.has(hostAndPort(url));
    if (!named && url.protocol !== 'https:') throw new OutboundRefused('Only https addresses may be called');
    if (!named && /^[\d.]+$|^\[/.test(url.hostname) && !isPublicUnicast(url.hostname.replace(/^\[|\]$/g, ''))) {
      throw new OutboundRefused('Private addresses may not be called');
    }
    const response = await undiciFetch(url, {
      ...(init as object),
      redirect: 'error',
      dispatcher: named ? this.open : this.guarded,
    });
    return response as unknown as Response;
  };

  async close(): Promise<void> {
    await Promise.all([this.open.destroy(), this.guarded.destroy()]);
  }
}

const checkedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { all: true, family: options.family ?? 0 }).then(
    (addresses) => {
      const refused = addresses.find(({ address }) => !isPublicUnicast(address));
      const first = addresses[0];
      if (refused || !first) callback(new OutboundRefused('Private addresses may not be called'), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    },
    (error: NodeJS.ErrnoException) => callback(error, '', 0),
  );
};
