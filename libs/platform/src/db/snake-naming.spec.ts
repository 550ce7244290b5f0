import { expect, it } from '@jest/globals';
import { SnakeNaming } from './snake-naming.js';

it.each([
  ['createdAt', undefined, 'created_at'],
  ['id', undefined, 'id'],
  ['lastSeenAtMs', undefined, 'last_seen_at_ms'],
  ['createdAt', 'born', 'born'],
])('the column of %s, named %s, is %s', (property, custom, column) => {
  expect(new SnakeNaming().columnName(property, custom)).toBe(column);
});
