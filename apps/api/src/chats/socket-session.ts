import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { channels, Live, type LiveConnection, type LiveSocket } from '#platform/live';
import { hasScope } from '../access/access.service.js';
import { SessionsService, type Actor } from '../auth/sessions.service.js';

/** A session is looked at again when a socket speaks and this has passed. */
const RECHECK_MS = 1_000;

/** The longest that a timer can wait. What lasts longer is ended by the sweep. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What this process knows of a socket; `socket.data` is what the others are told, so it holds nothing else. */
interface Connection {
  actor: Actor;
  checkedAt: number;
  expiry: NodeJS.Timeout | undefined;
}

const told = (socket: LiveConnection): LiveSocket => socket.data as LiveSocket;

/** Whether events may come by this credential: an API token that may not read only speaks (R8). */
export const hears = (actor: Actor): boolean => hasScope(actor, 'read');

/** Who speaks through a socket, from the handshake to the end of the token. */
@Injectable()
export class SocketSession {
  private readonly connections = new WeakMap<LiveConnection, Connection>();

  constructor(
    private readonly sessions: SessionsService,
    private readonly live: Live,
  ) {}

  /** @throws AppError unauthorized */
  async begin(socket: LiveConnection, token: unknown): Promise<Actor> {
    const { actor, expiresAt } = await this.authenticate(token);
    socket.data = { userId: actor.userId, state: 'online' } satisfies LiveSocket;
    this.connections.set(socket, { actor, checkedAt: Date.now(), expiry: this.endAt(socket, expiresAt) });
    await socket.join([...(hears(actor) ? [channels.user(actor.userId)] : []), channels.session(actor.sessionId)]);
    return actor;
  }

  /** Goes on under a fresh token of the same session. */
  async renew(socket: LiveConnection, token: unknown): Promise<void> {
    const { actor, expiresAt } = await this.authenticate(token);
    const connection = this.connectionOf(socket);
    if (actor.sessionId !== connection.actor.sessionId) throw new AppError('unauthorized');
    clearTimeout(connection.expiry);
    connection.expiry = this.endAt(socket, expiresAt);
  }

  /**
   * The speaker, while the session is alive.
   * @throws AppError session_ended, two_factor_enrolment_required
   */
  async actor(socket: LiveConnection): Promise<Actor> {
    const connection = this.connectionOf(socket);
    if (Date.now() - connection.checkedAt < RECHECK_MS) return connection.actor;
    const found = await this.lookAgain(connection);
    if (typeof found === 'string') throw new AppError(found);
    return found;
  }

  /**
   * The speaker as the database knows them now; null, and the sockets of the session closed, when it has ended or
   * nothing but enrolling is open to it any more (R7).
   */
  async revive(socket: LiveConnection): Promise<Actor | null> {
    const found = await this.lookAgain(this.connectionOf(socket));
    return typeof found === 'string' ? null : found;
  }

  /** True when the state is another than before. */
  setState(socket: LiveConnection, state: LiveSocket['state']): boolean {
    const changed = told(socket).state !== state;
    told(socket).state = state;
    return changed;
  }

  /** The user of a socket that has been let in. */
  userOf(socket: LiveConnection): string | null {
    return this.connections.get(socket)?.actor.userId ?? null;
  }

  end(socket: LiveConnection): void {
    clearTimeout(this.connections.get(socket)?.expiry);
  }

  private async lookAgain(connection: Connection): Promise<Actor | 'session_ended' | 'two_factor_enrolment_required'> {
    const actor = await this.sessions.revive(connection.actor);
    if (!actor) {
      this.live.endSession(connection.actor.sessionId, 'ended');
      return 'session_ended';
    }
    if (actor.mustEnrol) {
      this.live.endSession(actor.sessionId, 'two_factor_enrolment_required');
      return 'two_factor_enrolment_required';
    }
    connection.actor = actor;
    connection.checkedAt = Date.now();
    return actor;
  }

  private connectionOf(socket: LiveConnection): Connection {
    const connection = this.connections.get(socket);
    if (!connection) throw new AppError('unauthorized');
    return connection;
  }

  private async authenticate(token: unknown): Promise<{ actor: Actor; expiresAt: Date | null }> {
    const found = typeof token === 'string' ? await this.sessions.authenticate(token) : null;
    if (!found) throw new AppError('unauthorized');
    if (found.mustEnrol) throw new AppError('two_factor_enrolment_required');
    const { expiresAt, ...actor } = found;
    return { actor, expiresAt };
  }

  /** A socket whose token has ended and was not renewed is disconnected. */
  private endAt(socket: LiveConnection, expiresAt: Date | null): NodeJS.Timeout | undefined {
    const left = expiresAt === null ? Infinity : expiresAt.getTime() - Date.now();
    if (left > MAX_TIMER_MS) return undefined;
    return setTimeout(() => {
      socket.emit('session:ended', { reason: 'token_expired' });
      socket.disconnect(true);
    }, left).unref();
  }
}
