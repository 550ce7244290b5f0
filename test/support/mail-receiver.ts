import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Journal } from './journal.js';
import { freePort } from './ports.js';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  from: string;
  to: string[];
  headers: Record<string, string>;
  text: string;
  html: string;
}

/** Undoes quoted-printable (RFC 2045 §6.7). */
const unquoted = (body: string): string =>
  Buffer.from(
    body
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const headersOf = (head: string): Record<string, string> =>
  Object.fromEntries(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );

/** Head and body of a mail or of a part of one. */
const cut = (source: string): { headers: Record<string, string>; body: string } => {
  const end = source.indexOf('\r\n\r\n');
  return { headers: headersOf(source.slice(0, end)), body: source.slice(end + 4) };
};

const parsed = (from: string, to: string[], source: string): ReceivedMail => {
  const { headers, body } = cut(source);
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1] ?? '';
  const parts = body.split(`--${boundary}`).map((part) => cut(part.trimStart()));
  const part = (type: string): string => {
    const found = parts.find((one) => one.headers['content-type']?.startsWith(type));
    const quoted = found?.headers['content-transfer-encoding'] === 'quoted-printable';
    return (quoted ? unquoted(found.body) : (found?.body ?? '')).replaceAll('\r\n', '\n').trim();
  };
  return { from, to, headers, text: part('text/plain'), html: part('text/html') };
};

/** A mail server that keeps what it is given; it can be away, silent, or refuse. */
export class MailReceiver {
  readonly mails = new Journal<ReceivedMail>();
  /** What the next mails are answered with instead of being taken. */
  refusal: string | undefined;
  readonly port: number;
  readonly #options: SMTPServerOptions;
  #server: SMTPServer | undefined;

  private constructor(port: number, options: SMTPServerOptions) {
    this.port = port;
    this.#options = options;
  }

  /** A receiver with a port of its own; it is away until `start`. Without TLS and passwords unless asked for. */
  static async make(options: SMTPServerOptions = {}): Promise<MailReceiver> {
    return new MailReceiver(await freePort(), options);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      // Not even its warning about a certificate that anybody has: that is what it is for here.
      logger: false,
      ...this.#options,
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refusal !== undefined) return done(new Error(this.refusal));
          const sender = envelope.mailFrom ? envelope.mailFrom.address : '';
          const to = envelope.rcptTo.map(({ address }) => address);
          this.mails.add(parsed(sender, to, Buffer.concat(chunks).toString('latin1')));
          done();
        });
      },
    });
    // What a client breaks off is the client's business.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** The first mail to this address, after the given number of mails to it. */
  async to(address: string, after = 0): Promise<ReceivedMail> {
    return this.mails.until(() => this.mails.entries.filter((mail) => mail.to.includes(address))[after], {
      what: `mail ${after + 1} to ${address}`,
    });
  }
}

/** A port that takes connections and never says a word. */
export const silentServer = async (): Promise<{ port: number; connections: Journal<Socket>; close(): void }> => {
  const connections = new Journal<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    connections.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    for (const socket of connections.entries) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, connections, close };
};
