import { parse } from 'bowser';

const UNKNOWN = 'Unknown device';
const MAX_LENGTH = 80;

/** A device as its owner would call it: “Firefox on Linux”, “curl”; from the `User-Agent` header, so it may be a lie. */
export function deviceName(userAgent: string): string {
  if (!userAgent.startsWith('Mozilla/')) return /^[\w.-]+/.exec(userAgent)?.[0].slice(0, MAX_LENGTH) ?? UNKNOWN;
  const { browser, os } = parse(userAgent);
  const name = [browser.name, os.name].filter(Boolean).join(' on ');
  return name.slice(0, MAX_LENGTH) || UNKNOWN;
}
