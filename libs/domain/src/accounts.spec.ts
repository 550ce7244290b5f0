import { describe, expect, it } from '@jest/globals';
import { ACCOUNT_ACTIONS, SERVER_ROLES } from '#contract';
import { accountPermissions, canWithAccount, grantableRoles } from './accounts.js';

const mark = (may: boolean): string => (may ? '●' : '·');

describe('accounts of other people', () => {
  it('reads: admin | manager | user | kid, each over admin, manager, user, kid', () => {
    const row = (action: (typeof ACCOUNT_ACTIONS)[number]): string => {
      const over = SERVER_ROLES.map((actorRole) =>
        SERVER_ROLES.map((targetRole) =>
          mark(canWithAccount(action, { actorRole, targetRole, self: false, erased: false })),
        ).join(' '),
      );
      return `${action.padEnd(24)}${over.join(' | ')}`;
    };
    expect(`\n${ACCOUNT_ACTIONS.map(row).join('\n')}\n`).toBe(`
account.edit            ● ● ● ● | · · · · | · · · · | · · · ·
account.changeRole      ● ● ● ● | · · · · | · · · · | · · · ·
account.deactivate      ● ● ● ● | · · · · | · · · · | · · · ·
account.resetPassword   ● ● ● ● | · · ● ● | · · · · | · · · ·
account.resetTwoFactor  ● ● ● ● | · · · · | · · · · | · · · ·
account.endSessions     ● ● ● ● | · · · · | · · · · | · · · ·
account.assignRooms     ● ● ● ● | · · ● ● | · · · · | · · · ·
account.erase           ● ● ● ● | · · · · | · · · · | · · · ·
`);
  });

  it('give nothing to do once they are erased', () => {
    const answers = accountPermissions({ actorRole: 'admin', targetRole: 'user', self: false, erased: true });
    expect(Object.values(answers)).toEqual(ACCOUNT_ACTIONS.map(() => false));
  });

  it.each(['account.resetPassword', 'account.resetTwoFactor'] as const)('%s is not the way to one’s own', (action) => {
    expect(canWithAccount(action, { actorRole: 'admin', targetRole: 'admin', self: true, erased: false })).toBe(false);
  });
});

describe('roles that can be given', () => {
  it.each([
    ['admin', ['admin', 'manager', 'user', 'kid']],
    ['manager', ['user', 'kid']],
    ['user', []],
    ['kid', []],
  ] as const)('by a %s', (role, roles) => expect(grantableRoles(role)).toEqual(roles));
});
