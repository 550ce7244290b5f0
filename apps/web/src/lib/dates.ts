import { deviceStorage } from './storage.js';

/** How a person wants to read dates; null: as the browser does. */
export interface DateLocale {
  language: string | null;
  timeZone: string | null;
}

const DAY_MS = 86_400_000;

function formatters({ language, timeZone }: DateLocale) {
  const locale = language ?? undefined;
  const zone = timeZone ?? undefined;
  return {
    time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }),
    full: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }),
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }),
    // The parts of a day in a zone of choice; without one the browser's own arithmetic does.
    parts: zone ? new Intl.DateTimeFormat('en-CA', { timeZone: zone }) : undefined,
    // Days are midnights of the browser's own zone, whatever zone they were found in.
    thisYear: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    otherYear: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    span: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  };
}

let current: DateLocale = {
  language: deviceStorage.read('language'),
  timeZone: deviceStorage.read('time-zone'),
};
let format = formatters(current);

/** Reads and writes dates as this person wants from now on; kept on this device for the next start. */
export function setDateLocale(next: DateLocale): void {
  if (next.language === current.language && next.timeZone === current.timeZone) return;
  current = next;
  format = formatters(next);
  deviceStorage.write('language', next.language);
  deviceStorage.write('time-zone', next.timeZone);
}

/** Midnight of the day on which something happened, in the reader's time zone. */
export function dayOf(iso: string): number {
  const date = new Date(iso);
  if (!format.parts) return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const [year = 0, month = 1, day = 1] = format.parts.format(date).split('-').map(Number);
  return new Date(year, month - 1, day).getTime();
}

/** `09:41` */
export const clock = (iso: string): string => format.time.format(new Date(iso));

/** The same without “AM”, for where there is little room. */
export const clockNarrow = (iso: string): string =>
  format.time
    .formatToParts(new Date(iso))
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

/** The whole date and time, for tooltips. */
export const moment = (iso: string): string => format.full.format(new Date(iso));

/** `3 May 2026`, for tables. */
export const shortDate = (iso: string): string => format.date.format(new Date(iso));

/** A day as a book would head it: Today, Yesterday, Friday 14 November, 3 May 2025. */
export function dayName(day: number, now: Date = new Date()): string {
  const today = dayOf(now.toISOString());
  const days = Math.round((day - today) / DAY_MS);
  if (days === 0 || days === -1) return capitalise(format.relative.format(days, 'day'));
  return (new Date(day).getFullYear() === now.getFullYear() ? format.thisYear : format.otherYear).format(new Date(day));
}

/** How far away a moment is: `in 7 days`, `3 hours ago`. */
export function distance(iso: string, now: number = Date.now()): string {
  const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
  if (Math.abs(minutes) < 60) return format.relative.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 48
    ? format.relative.format(hours, 'hour')
    : format.relative.format(Math.round(hours / 24), 'day');
}

/** Whether a moment is over. */
export const isPast = (iso: string): boolean => new Date(iso).getTime() < Date.now();

/** How long to wait, given in seconds, rounded up: `in 40 seconds`, `in 15 minutes`. */
export const waiting = (seconds: number): string =>
  seconds < 90
    ? format.relative.format(Math.max(1, Math.ceil(seconds)), 'second')
    : format.relative.format(Math.ceil(seconds / 60), 'minute');

/** A duration in milliseconds for people: `340 ms`, `2.4 s`. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${format.span.format(ms / 1000)} s`;

const capitalise = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
