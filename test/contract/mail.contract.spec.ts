import { afterEach, describe, expect, it } from '@jest/globals';
import type { Letter } from '#platform/mail';
import type { SMTPServerOptions } from 'smtp-server';
import { SmtpMail } from '../../libs/platform/src/mail/smtp-mail.js';
import { within } from '../support/diagnostics.js';
import { MailReceiver, silentServer } from '../support/mail-receiver.js';

const FROM = 'Colloquy <chat@colloquy.example>';
const NEVER = new AbortController().signal;
const letter = (more: Partial<Letter> = {}): Letter => ({
  id: 'letter-1',
  to: 'ana@example.org',
  subject: 'Grüße 👋🏽',
  text: 'Hello Ana,\n\nthis is a line that is rather longer than the seventy-six characters that go into one line of a mail.',
  html: '<p>Hello <b>Ana</b></p>',
  ...more,
});

describe('SmtpMail', () => {
  const opened: { stop(): unknown }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.stop();
  });

  const receiver = async (...options: Parameters<typeof MailReceiver.make>): Promise<MailReceiver> => {
    const made = await MailReceiver.make(...options);
    opened.push(made);
    await made.start();
    return made;
  };

  it('hands over text and HTML, with who sends it and an id of its own', async () => {
    const { url, mails } = await receiver();
    await new SmtpMail(url, FROM).send(letter(), NEVER);
    const [mail] = mails.entries;
    expect(mail).toMatchObject({
      from: 'chat@colloquy.example',
      to: ['ana@example.org'],
      text: letter().text,
      html: letter().html,
    });
    expect(mail?.headers).toMatchObject({
      from: FROM,
      to: 'ana@example.org',
      'message-id': '<letter-1@colloquy.example>',
      'auto-submitted': 'auto-generated',
    });
    expect(mail?.headers.subject).toMatch(/^=\?UTF-8\?/i);
  });

  it('writes to one address, and adds no header, whatever stands in the fields', async () => {
    const { url, mails } = await receiver();
    const mail = new SmtpMail(url, FROM);
    await mail.send(letter({ to: 'ana@example.org', subject: 'Hi\r\nBcc: eve@example.org' }), NEVER);
    await mail.send(letter({ to: 'ana@example.org, eve@example.org' }), NEVER).catch(() => undefined);
    const told = mails.entries.flatMap(({ to }) => to);
    expect(told).not.toContain('eve@example.org');
    expect(mails.entries[0]?.headers).not.toHaveProperty('bcc');
  });

  it('says user and password over TLS only: by STARTTLS or from the start', async () => {
    const said: string[] = [];
    const options: SMTPServerOptions = {
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) => {
        said.push(`${username} ${password}`);
        done(null, { user: 'ana' });
      },
    };
    const [upgraded, secure] = [await receiver(options), await receiver({ ...options, secure: true })];
    const trusting = 'tls.rejectUnauthorized=false';
    const account = 'an%40na:p%2Fw%3F';
    const starttls = `smtp://${account}@127.0.0.1:${upgraded.port}?requireTLS=true&${trusting}`;
    await new SmtpMail(starttls, FROM).send(letter(), NEVER);
    await new SmtpMail(`smtps://${account}@127.0.0.1:${secure.port}?${trusting}`, FROM).send(letter(), NEVER);
    expect(said).toEqual(['an@na p/w?', 'an@na p/w?']);
    // Its certificate is nobody's that this machine knows.
    await expect(new SmtpMail(`smtps://127.0.0.1:${secure.port}`, FROM).send(letter(), NEVER)).rejects.toThrow();
    const bare = await receiver({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, onAuth: options.onAuth });
    const demanding = `smtp://${account}@127.0.0.1:${bare.port}?requireTLS=true`;
    await expect(new SmtpMail(demanding, FROM).send(letter(), NEVER)).rejects.toThrow();
    expect(said).toHaveLength(2);
  });

  it('rejects when the server is away or refuses', async () => {
    const away = await MailReceiver.make();
    await expect(new SmtpMail(away.url, FROM).send(letter(), NEVER)).rejects.toThrow(/ECONNREFUSED/);
    const refusing = await receiver();
    refusing.refusal = 'We are full';
    await expect(new SmtpMail(refusing.url, FROM).send(letter(), NEVER)).rejects.toThrow(/We are full/);
  });

  it('waits no longer once the signal is aborted', async () => {
    const { port, connections, close } = await silentServer();
    opened.push({ stop: close });
    const stop = new AbortController();
    const sending = new SmtpMail(`smtp://127.0.0.1:${port}`, FROM).send(letter(), stop.signal);
    const end = sending.then(
      () => 'sent',
      () => 'given up',
    );
    await connections.waitFor(() => true);
    stop.abort();
    expect(await within(end, 2_000, 'the end of the wait')).toBe('given up');
  });
});
