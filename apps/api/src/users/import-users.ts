import { Injectable, Logger } from '@nestjs/common';
import { createUserRequest, type ImportReport } from '#contract';
import { Config } from '#platform/config';
import type { Actor } from '../auth/sessions.service.js';
import { AuditService } from '../insight/audit.service.js';
import { appErrorOf, fieldErrors } from '../problem.js';
import { CreateAccount } from './create-account.js';
import { invalid, readCsv, type CsvLine } from './csv-lines.js';

const MAX_LINES = 5_000;
const MEGABYTE = 1024 * 1024;

/** Names of the columns in the file, and the fields that they fill. */
const COLUMNS = new Map([
  ['username', 'username'],
  ['email', 'email'],
  ['display_name', 'displayName'],
  ['role', 'role'],
  ['password', 'password'],
]);
const REQUIRED = ['username', 'email'];

type LineReport = ImportReport['lines'][number];

/** Makes accounts from a CSV file, each line by itself: a bad one is told of and keeps no other from its account (R58). */
@Injectable()
export class ImportUsers {
  private readonly logger = new Logger(ImportUsers.name);

  constructor(
    private readonly config: Config,
    private readonly createAccount: CreateAccount,
    private readonly audit: AuditService,
  ) {}

  /** @throws AppError validation_failed for a file that can't be read as a whole, payload_too_large; then no account is made */
  async run(actor: Actor, body: AsyncIterable<Buffer>): Promise<ImportReport> {
    const maxBytes = this.config.env.MAX_UPLOAD_MB * MEGABYTE;
    const [header, ...lines] = await readCsv(body, { maxBytes, maxLines: MAX_LINES });
    const fields = fieldsOf(header);
    const reports: LineReport[] = [];
    for (const line of lines) reports.push(await this.make(actor, line, fields));
    const created = reports.filter(({ status }) => status === 'created').length;
    const failed = reports.length - created;
    await this.audit.record({ action: 'user.imported', actorId: actor.userId, detail: { created, failed } });
    return { created, failed, lines: reports };
  }

  private async make(actor: Actor, { line, cells }: CsvLine, fields: readonly string[]): Promise<LineReport> {
    const given = Object.fromEntries(fields.map((field, index) => [field, cells[index] ?? '']));
    const report = (rest: Pick<LineReport, 'status' | 'detail' | 'passwordLink'>): LineReport => ({
      line,
      username: (given.username ?? '').trim().slice(0, 100),
      ...rest,
    });
    const failed = (detail: string): LineReport => report({ status: 'failed', detail, passwordLink: null });
    if (cells.length > fields.length)
      return failed('There are more values than columns. Put text with commas in quotes.');
    const parsed = createUserRequest.safeParse(filled(given));
    if (!parsed.success)
      return failed(
        fieldErrors(parsed.error.issues)
          .map(({ path, message }) => `${path}: ${message}`)
          .join(' '),
      );
    try {
      const { passwordLink } = await this.createAccount.run(actor, parsed.data);
      return report({ status: 'created', detail: null, passwordLink });
    } catch (error) {
      const known = appErrorOf(error);
      if (known.code === 'internal')
        this.logger.error(known.extras.cause ?? error, `Line ${line} could not be imported`);
      return failed(known.extras.errors?.[0]?.message ?? known.detail);
    }
  }
}

/** What each column means. @throws AppError validation_failed */
function fieldsOf(header: CsvLine | undefined): string[] {
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  const known = [...COLUMNS.keys()].join(', ');
  for (const name of names)
    if (!COLUMNS.has(name)) throw invalid(`There is no column “${name.slice(0, 40)}”; there are ${known}.`);
  for (const name of REQUIRED)
    if (!names.includes(name)) throw invalid(`The first line has to name the column “${name}”; there are ${known}.`);
  if (new Set(names).size < names.length) throw invalid('A column stands there twice.');
  return names.map((name) => COLUMNS.get(name)!);
}

/** Without what was left empty; a role in any case. */
function filled({ role, ...cells }: Record<string, string>): Record<string, string> {
  const given = { ...cells, ...(role === undefined ? {} : { role: role.trim().toLowerCase() }) };
  return Object.fromEntries(
    Object.entries(given).filter(([field, value]) => REQUIRED.includes(field) || value.trim() !== ''),
  );
}
