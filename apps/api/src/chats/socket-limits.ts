import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AppError, networkOf } from '#domain';
import { Config } from '#platform/config';
import type { LiveConnection } from '#platform/live';
import type { Application } from 'express';

type TrustsProxy = (address: string, hop: number) => boolean;

/**
 * How many sockets one user and one address may hold open in this process (quality.md §2). Sockets of the same user or
 * address share a Socket.IO room that nothing is sent to: its size is the count, and a socket leaves it however it ends.
 */
@Injectable()
export class SocketLimits {
  constructor(
    private readonly config: Config,
    private readonly http: HttpAdapterHost,
  ) {}

  /** @throws AppError rate_limited */
  async ofAddress(socket: LiveConnection): Promise<void> {
    await this.enter(socket, networkOf(this.addressOf(socket)), this.config.env.MAX_SOCKETS_PER_ADDRESS);
  }

  /** @throws AppError rate_limited */
  async ofUser(socket: LiveConnection, userId: string): Promise<void> {
    await this.enter(socket, userId, this.config.env.MAX_SOCKETS_PER_USER);
  }

  private async enter(socket: LiveConnection, whose: string, limit: number): Promise<void> {
    const group = `held:${whose}`;
    // Looked at before anything is awaited: of many that come at once, as many as fit get in.
    const joining = socket.join(group);
    const held = socket.nsp.adapter.rooms.get(group)?.size ?? 0;
    await joining;
    if (held > limit) throw new AppError('rate_limited', 'Too many connections are open.');
  }

  /** What `request.ip` is for Express, which does not see the requests that become sockets. */
  private addressOf({ handshake }: LiveConnection): string {
    const trusts = this.http.httpAdapter.getInstance<Application>().get('trust proxy fn') as TrustsProxy;
    const forwarded = [handshake.headers['x-forwarded-for'] ?? []].flat().join(',');
    const behind = forwarded.split(',').map((address) => address.trim());
    const hops = [handshake.address, ...behind.filter((address) => address !== '').reverse()];
    return hops.find((address, hop) => !trusts(address, hop)) ?? hops.at(-1)!;
  }
}
