const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const thisYear = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const otherYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const span = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const DAY_MS = 86_400_000;

/** Midnight of the day on which something happened, in the reader's time zone. */
export function dayOf(iso: string): number {
  const date = new Date(iso);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `09:41` */
export const clock = (iso: string): string => time.format(new Date(iso));

/** The same without “AM”, for where there is little room. */
export const clockNarrow = (iso: string): string =>
  time
    .formatToParts(new Date(iso))
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();

/** The whole date and time, for tooltips. */
export const moment = (iso: string): string => full.format(new Date(iso));

/** A day as a book would head it: Today, Yesterday, Friday 14 November, 3 May 2025. */
export function dayName(day: number, now: Date = new Date()): string {
  const today = dayOf(now.toISOString());
  const days = Math.round((day - today) / DAY_MS);
  if (days === 0 || days === -1) return capitalise(relative.format(days, 'day'));
  return (new Date(day).getFullYear() === now.getFullYear() ? thisYear : otherYear).format(new Date(day));
}

/** How far away a moment is: `in 7 days`, `3 hours ago`. */
export function distance(iso: string, now: number = Date.now()): string {
  const minutes = Math.round((new Date(iso).getTime() - now) / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 48 ? relative.format(hours, 'hour') : relative.format(Math.round(hours / 24), 'day');
}

/** A duration in milliseconds for people: `340 ms`, `2.4 s`. */
export const duration = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${span.format(ms / 1000)} s`);

const capitalise = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
