const rules = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIX: Record<Intl.LDMLPluralRule, string> = {
  zero: 'th',
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
};

/** `1st`, `2nd`, `23rd` */
export const ordinal = (n: number): string => `${n}${SUFFIX[rules.select(n)]}`;

/** `1 message`, `3 messages` */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `Ana`, `Ana and Ben`, `Ana, Ben and 2 more` */
export function enumerate(names: readonly string[], shown = 2): string {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length <= shown) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`;
}
