import { serverSettings, type ServerSettings } from '#contract';

/** The row that holds what admins have decided. */
export const SERVER_SETTINGS = 'server';

const DEFAULTS: ServerSettings = { twoFactorRequiredFor: [] };

/** The settings in a row's value; what it does not name is as on a fresh server. */
export function readSettings(value: string | null): ServerSettings {
  return serverSettings.parse({ ...DEFAULTS, ...(value === null ? {} : (JSON.parse(value) as object)) });
}
