import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { AppError } from '#domain';

/** Longer than any account that is one. */
const MAX_LINE_CHARS = 10_000;

export interface CsvLine {
  /** Where it ends in the file, from 1. */
  line: number;
  cells: string[];
}

interface Limits {
  maxBytes: number;
  /** Without the header. */
  maxLines: number;
}

/**
 * Reads a CSV file (RFC 4180; also with semicolons, as spreadsheets write it in much of Europe) whole, before anything
 * is done with it: so that a file that breaks off or is none changes nothing.
 * @throws AppError payload_too_large, validation_failed
 */
export async function readCsv(body: AsyncIterable<Buffer>, { maxBytes, maxLines }: Limits): Promise<CsvLine[]> {
  const text = decoded(body, maxBytes);
  const { head, rest } = await firstLine(text);
  const parser = parse({
    bom: true,
    delimiter: head.includes(';') && !head.includes(',') ? ';' : ',',
    info: true,
    max_record_size: MAX_LINE_CHARS,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // Its faults, and those of the body, come out of the loop below.
  Readable.from(rest)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  const lines: CsvLine[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (lines.length > maxLines) throw invalid(`A file may have ${maxLines} lines.`);
      lines.push({ line: info.lines, cells: record });
    }
  } catch (error) {
    if (error instanceof CsvError) throw invalid(`This is no CSV: ${error.message}.`);
    throw error;
  }
  return lines;
}

export const invalid = (message: string): AppError =>
  new AppError('validation_failed', message, { errors: [{ path: 'file', message }] });

/** @throws AppError payload_too_large, malformed_body, validation_failed for other encodings than UTF-8 */
async function* decoded(body: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw invalid('The file is not in UTF-8. Save it as “CSV UTF-8”.');
    }
  };
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AppError('payload_too_large');
    yield decode(chunk);
  }
  yield decode();
}

/** The first line, to learn from, and the whole text, from its beginning. */
async function firstLine(text: AsyncIterable<string>): Promise<{ head: string; rest: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  let start = '';
  while (!start.includes('\n') && start.length < MAX_LINE_CHARS) {
    const { done, value } = (await iterator.next()) as IteratorResult<string, undefined>;
    if (done) break;
    start += value;
  }
  async function* whole(): AsyncGenerator<string> {
    yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: start.split('\n', 1)[0]!, rest: whole() };
}
