export interface Figure {
  measure: string;
  value: number;
  unit: string;
  /** What the project wants, as text and as a check; null where there is no aim. */
  aim: { text: string; met: boolean } | null;
  /** The bare reference of the same run in the same unit; null where there is none. */
  reference: number | null;
  referenceName: string;
}

/** The value below which `share` (0 to 1) of the samples lie; nearest rank. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
};

export const atMost = (value: number, limit: number, unit: string): { text: string; met: boolean } => ({
  text: `≤ ${limit} ${unit}`,
  met: value <= limit,
});

const short = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

/** The figures as a table for people. */
export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map((one) => [
    one.measure,
    `${short(one.value)} ${one.unit}`,
    one.aim === null ? '–' : `${one.aim.text} ${one.aim.met ? '✓' : '✗'}`,
    one.reference === null ? '–' : `${short(one.reference)} ${one.unit} (${one.referenceName})`,
    one.reference === null || one.reference === 0 ? '–' : short(one.value / one.reference),
  ]);
  const all = [['measure', 'value', 'aim', 'reference', 'ratio'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: string[]): string => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map(line).join('\n');
};
