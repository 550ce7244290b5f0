import { Injectable } from '@nestjs/common';
import { Live, LiveSockets } from '#platform/live';
import { AccessService } from '../access/access.service.js';
import type { Acting } from '../auth/sessions.service.js';

/** Takes from the open sockets of a person, in every process, what they may no longer hear in their new role (R24, Q5). */
@Injectable()
export class SettlePerson {
  constructor(
    private readonly sockets: LiveSockets,
    private readonly live: Live,
    private readonly access: AccessService,
  ) {}

  async run(person: Acting): Promise<void> {
    const heard = await this.sockets.roomsHeardBy(person.userId);
    const readable = await this.access.readable(person, heard);
    for (const roomId of heard) if (!readable.has(roomId)) this.live.leave(person.userId, roomId);
  }
}
