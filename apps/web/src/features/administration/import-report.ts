import type { ImportReport } from '#contract';

const COLUMNS = ['line', 'username', 'status', 'detail', 'link', 'link ends'] as const;

/** A cell that no spreadsheet takes for a formula, quoted where it has to be. */
const cell = (value: string | number): string => {
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The report of an import as a CSV file, with the links that are shown only once. */
export function reportAsCsv(report: ImportReport): string {
  const rows = report.lines.map(({ line, username, status, detail, passwordLink }) => [
    line,
    username,
    status,
    detail ?? '',
    passwordLink?.url ?? '',
    passwordLink?.expiresAt ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
