import { describe, expect, it } from '@jest/globals';
import { SERVER_ROLES, TOKEN_SCOPES } from '#contract';
import { mayHoldScope, mustEnrol, neededScope } from './token-scopes.js';

describe('the scope that is needed', () => {
  it.each([
    [null, false, 'read'],
    [null, true, 'write'],
    ['room.read', false, 'read'],
    ['message.send', true, 'write'],
    ['assistant.call', true, 'ai'],
    ['generation.regenerate', true, 'ai'],
    ['generation.stopOwn', true, 'write'],
    ['user.assist', false, 'admin'],
    ['user.manage', true, 'admin'],
    ['settings.manage', true, 'admin'],
    ['analytics.read', false, 'admin'],
  ] as const)('%s, changing %s: %s', (action, changes, scope) => expect(neededScope(action, changes)).toBe(scope));
});

describe('who may hold a scope', () => {
  it('reads', () => {
    const row = (scope: (typeof TOKEN_SCOPES)[number]) =>
      `${scope.padEnd(6)} ${SERVER_ROLES.map((role) => (mayHoldScope(scope, role) ? '●' : '·')).join(' ')}`;
    expect(`\n${TOKEN_SCOPES.map(row).join('\n')}\n`).toBe(`
read   ● ● ● ●
write  ● ● ● ●
ai     ● ● ● ●
admin  ● ● · ·
`);
  });
});

describe('who must enrol', () => {
  it.each([
    ['admin', ['admin'], false, true],
    ['admin', ['admin'], true, false],
    ['user', ['admin'], false, false],
    ['user', [], false, false],
  ] as const)('%s where %j must, with one: %s', (role, required, enabled, must) =>
    expect(mustEnrol(role, required, enabled)).toBe(must),
  );
});
