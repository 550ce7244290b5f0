import { createTransport } from 'nodemailer';
import { isLoopback } from '../config/index.js';
import { Mail, type Letter } from './mail.js';

const STEP_TIMEOUT_MS = 10_000;
const SEND_TIMEOUT_MS = 30_000;

/** What an operator may say in the query of `SMTP_URL`; the rest of what nodemailer would read there can log or run things. */
const QUERY = ['requireTLS', 'tls.rejectUnauthorized', 'tls.servername', 'name'];

/** Mail through the operator's server: TLS from the start with `smtps:`, else STARTTLS where the server offers it. */
export class SmtpMail extends Mail {
  readonly available = true;
  private readonly transport: ReturnType<typeof createTransport>;

  /**
   * @param url `smtp://` or `smtps://`, with user and password where the server asks for them; these go over an encrypted
   * connection only, unless the server is this machine or the address says `?requireTLS=false`
   * @param from address, or name and `<address>`
   */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const { protocol, hostname, username } = new URL(url);
    this.transport = createTransport({
      url: withKnownQuery(url),
      requireTLS: protocol === 'smtp:' && username !== '' && !isLoopback(hostname),
      connectionTimeout: STEP_TIMEOUT_MS,
      greetingTimeout: STEP_TIMEOUT_MS,
      dnsTimeout: STEP_TIMEOUT_MS,
      socketTimeout: STEP_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ id, to, subject, text, html }: Letter, signal: AbortSignal): Promise<void> {
    const host = /@([^\s<>@]+)>?$/.exec(this.from)?.[1] ?? 'localhost';
    await this.transport.sendMail({
      from: this.from,
      // As a pair it is one address, whatever stands in it.
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${host}>`,
      // RFC 3834: no out-of-office notes in answer, please.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(SEND_TIMEOUT_MS)]),
    });
  }
}

function withKnownQuery(address: string): string {
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (!QUERY.includes(name)) url.searchParams.delete(name);
  return url.href;
}
