import { describe, expect, it } from '@jest/globals';
import { isDatabaseAway, isDuplicate } from './database-errors.js';

const withCode = (code: unknown): Error => Object.assign(new Error('from a driver'), { code });

describe('The errors of the two databases', () => {
  it.each([
    ['ER_DUP_ENTRY', 'duplicate'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'duplicate'],
    ['SQLITE_CONSTRAINT_PRIMARYKEY', 'duplicate'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'other'],
    ['SQLITE_CONSTRAINT_FOREIGNKEY', 'other'],
    ['ER_NO_REFERENCED_ROW_2', 'other'],
    ['ECONNREFUSED', 'away'],
    ['ECONNRESET', 'away'],
    ['ETIMEDOUT', 'away'],
    ['EAI_AGAIN', 'away'],
    ['PROTOCOL_CONNECTION_LOST', 'away'],
    ['ER_CON_COUNT_ERROR', 'away'],
    ['SQLITE_BUSY_SNAPSHOT', 'away'],
    ['SQLITE_FULL', 'away'],
    ['SQLITE_IOERR_WRITE', 'away'],
    ['SQLITE_READONLY', 'other'],
    ['ER_PARSE_ERROR', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (code, kind) => {
    const error = withCode(code);
    expect([isDuplicate(error), isDatabaseAway(error)]).toEqual([kind === 'duplicate', kind === 'away']);
  });

  it.each([null, undefined, 'ER_DUP_ENTRY', new Error('ER_DUP_ENTRY ECONNREFUSED')])('%p has no code', (thrown) => {
    expect([isDuplicate(thrown), isDatabaseAway(thrown)]).toEqual([false, false]);
  });
});
