import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERRORS, GENERATION_ERRORS } from '#contract';
import { loadConfig, variables } from '#platform/config';
import { bootstrap } from '../bootstrap.js';
import { openApiDocument } from '../web-server/openapi.js';

const MADE = 'Made from the code by `npm run docs`; change the code instead.';

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

function errorsPage(): string {
  const errors = Object.entries(ERRORS).map(([code, [status, title]]) => [`\`${code}\``, String(status), title]);
  const failures = Object.entries(GENERATION_ERRORS).map(([code, text]) => [`\`${code}\``, text]);
  return [
    '# Errors',
    MADE,
    'REST answers and socket acknowledgements carry these as `code` of a problem document (RFC 9457).',
    table(['code', 'status', 'title'], errors),
    '## Answers that failed',
    'These stand in `generation.error.code` of an assistant’s message.',
    table(['code', 'meaning'], failures),
    '',
  ].join('\n\n');
}

const settings = (): { name: string; fallback: string | undefined; description: string }[] =>
  Object.entries(variables.shape).map(([name, schema]) => {
    const meta = schema.meta() as { fallback?: string; description: string };
    return { name, fallback: meta.fallback, description: meta.description };
  });

function configurationPage(): string {
  const rows = settings().map(({ name, fallback, description }) => [
    `\`${name}\``,
    fallback ? `\`${fallback}\`` : '–',
    description,
  ]);
  return [
    '# Configuration',
    MADE,
    'Everything is set by environment variables, each with a default that works. Plain numbers of time are seconds. All faults are reported together at the start.',
    table(['variable', 'default', 'meaning'], rows),
    '',
  ].join('\n\n');
}

const exampleEnvironment = (): string =>
  ['# Every variable with its default. Copy to .env and uncomment what you change.']
    .concat(settings().map(({ name, fallback, description }) => `\n# ${description}\n#${name}=${fallback ?? ''}`))
    .join('\n')
    .concat('\n');

async function openApi(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-documents-'));
  const app = await bootstrap(loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  const document = openApiDocument(app);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return `${JSON.stringify(document, null, 2)}\n`;
}

const documents: Record<string, string> = {
  'docs/openapi.json': await openApi(),
  'docs/errors.md': errorsPage(),
  'docs/configuration.md': configurationPage(),
  '.env.example': exampleEnvironment(),
};

if (process.argv.includes('--check')) {
  const stale = Object.keys(documents).filter((path) => readFileSync(path, 'utf8') !== documents[path]);
  if (stale.length > 0) {
    process.stderr.write(`Not what the code says: ${stale.join(', ')}. Run: npm run docs\n`);
    process.exit(1);
  }
} else {
  for (const [path, text] of Object.entries(documents)) writeFileSync(path, text);
}
