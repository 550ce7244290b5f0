import { expect, test } from '@jest/globals';
import { withoutCodes } from './without-codes.js';

test.each([
  ['/api/v1/invites/5_qKgHlqIDapoAYaM-XDZQ', '/api/v1/invites/[removed]'],
  ['/api/v1/invites/5_qKgHlqIDapoAYaM-XDZQ/accept', '/api/v1/invites/[removed]/accept'],
  ['/api/v1/rooms/by-code/abcde-fghij', '/api/v1/rooms/by-code/[removed]'],
  ['/api/v1/invites', '/api/v1/invites'],
  ['/api/v1/invites/inv_01m895t28becstte439r7hgw7e', '/api/v1/invites/inv_01m895t28becstte439r7hgw7e'],
  ['/api/v1/workspaces/wsp_1/invites/inv_2', '/api/v1/workspaces/wsp_1/invites/inv_2'],
  ['/api/v1/rooms/room_1', '/api/v1/rooms/room_1'],
])('%s is logged as %s', (path, logged) => {
  expect(withoutCodes(path)).toBe(logged);
});
