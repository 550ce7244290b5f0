import { Injectable } from '@nestjs/common';
import { Live } from '#platform/live';
import { UsersService } from '../../users/users.service.js';
import { ParticipantsRepository } from './participants.repository.js';
import { presentParticipant } from './rooms.presenter.js';

/** Tells the rooms of a person how they are called and look now. */
@Injectable()
export class AnnouncePerson {
  constructor(
    private readonly participants: ParticipantsRepository,
    private readonly users: UsersService,
    private readonly live: Live,
  ) {}

  async run(userId: string): Promise<void> {
    const [rows, people] = await Promise.all([this.participants.ofUser(userId), this.users.views([userId])]);
    const user = people.get(userId);
    if (!user) return;
    for (const row of rows) {
      const { roomId } = row;
      this.live.toRoom(roomId, 'participant:updated', { roomId, participant: presentParticipant(row, user) });
    }
  }
}
