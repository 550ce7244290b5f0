import type { ImportReport } from '#contract';
import { reportAsCsv } from './import-report.js';

const line = (change: Partial<ImportReport['lines'][number]>): ImportReport['lines'][number] => ({
  line: 2,
  username: 'ana',
  status: 'created',
  detail: null,
  passwordLink: null,
  ...change,
});
const csvOf = (...lines: ImportReport['lines']) =>
  reportAsCsv({ created: 0, failed: 0, lines }).split('\r\n').slice(1, -1);

describe('R58 the report of an import as a file', () => {
  it.each([
    ['one that worked', line({}), '2,ana,created,,,'],
    [
      'its link',
      line({ passwordLink: { url: 'http://x/reset#token=1', expiresAt: '2026-01-01T00:00:00.000Z' } }),
      '2,ana,created,,http://x/reset#token=1,2026-01-01T00:00:00.000Z',
    ],
    ['commas and quotes', line({ status: 'failed', detail: 'no, "really"' }), '2,ana,failed,"no, ""really""",,'],
    ['a name that a spreadsheet would calculate', line({ username: '=1+1' }), "2,'=1+1,created,,,"],
  ])('%s', (_what, given, expected) => expect(csvOf(given)).toEqual([expected]));

  it('begins with the names of the columns', () =>
    expect(reportAsCsv({ created: 0, failed: 0, lines: [] })).toBe('line,username,status,detail,link,link ends\r\n'));
});
