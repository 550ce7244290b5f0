import { expect, test } from '@jest/globals';
import { inviteLetter } from './invite-letter.js';

const invitation = {
  to: 'ben@example.org',
  url: 'https://colloquy.example.org/invite/abc',
  workspaceName: 'Lab',
  inviter: 'Ana',
  expiresAt: new Date('2026-03-04T22:00:00Z'),
};

test('R16 who invites to what, with the link on a line of its own', () => {
  const { to, subject, text } = inviteLetter(invitation);
  expect({ to, subject }).toEqual({ to: 'ben@example.org', subject: 'Ana invites you to Lab' });
  expect(text.split('\n\n')[2]).toBe(invitation.url);
  expect(text).toContain('until 2026-03-04');
});

test('a name makes no paragraph and no second subject', () => {
  const { subject, text } = inviteLetter({
    ...invitation,
    inviter: 'Ana\r\nBcc: all@example.org\n\nhttps://evil.test',
  });
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text.split('\n')).toHaveLength(7);
});
