import type { MailText } from '../mail/mail.service.js';

interface Invitation {
  to: string;
  url: string;
  workspaceName: string;
  inviter: string;
  expiresAt: Date;
}

/** On one line: a name must not make paragraphs of its own in somebody's mail. */
const oneLine = (name: string): string => name.replaceAll(/\s+/g, ' ');

/** What somebody is told who is invited by e-mail (R16). */
export function inviteLetter({ to, url, workspaceName, inviter, expiresAt }: Invitation): MailText {
  const [place, person] = [oneLine(workspaceName), oneLine(inviter)];
  return {
    to,
    subject: `${person} invites you to ${place}`,
    text: [
      'Hello,',
      `${person} invites you to the workspace “${place}” on Colloquy, where people and language models talk in the same room. Come in here:`,
      url,
      `The link is for this address alone, until ${expiresAt.toISOString().slice(0, 10)}. If you don’t know ${person}, there is nothing to do.`,
    ].join('\n\n'),
  };
}
