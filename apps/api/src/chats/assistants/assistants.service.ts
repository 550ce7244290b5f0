import { Injectable } from '@nestjs/common';
import type { Assistant, CreateAssistantRequest, NewAssistant, UpdateAssistantRequest } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import { Live } from '#platform/live';
import type { AssistantRow } from './assistant.entity.js';
import { RoomsRepository } from '../rooms/rooms.repository.js';
import { AssistantsRepository } from './assistants.repository.js';

const DEFAULTS = {
  name: 'AI',
  handle: 'ai',
  model: null,
  providerId: null,
  systemPrompt:
    'You are a helpful assistant in a team’s chat room. Be concise, and answer in the language you are asked in.',
  temperature: null,
  maxOutputTokens: null,
  replyMode: 'mention',
  context: 'room',
} as const satisfies Required<NewAssistant>;

export const presentAssistant = (row: AssistantRow): Assistant => ({
  id: row.id,
  name: row.name,
  handle: row.handle,
  model: row.model,
  providerId: row.providerId,
  systemPrompt: row.systemPrompt,
  temperature: row.temperature,
  maxOutputTokens: row.maxOutputTokens,
  replyMode: row.replyMode,
  context: row.context,
  voice: null,
  pictureUrl: null,
});

/** The assistants of a room (R35). */
@Injectable()
export class AssistantsService {
  constructor(
    private readonly db: Db,
    private readonly assistants: AssistantsRepository,
    private readonly rooms: RoomsRepository,
    private readonly live: Live,
  ) {}

  async ofRoom(roomId: string): Promise<Assistant[]> {
    return (await this.assistants.ofRoom(roomId)).map(presentAssistant);
  }

  /** The assistant that a room has when it is made: `@ai`, unless it is asked for otherwise. */
  async addFirst(roomId: string, settings: NewAssistant = {}): Promise<void> {
    await this.insert(roomId, settings);
  }

  /** @throws AppError handle_taken */
  add(roomId: string, settings: CreateAssistantRequest): Promise<Assistant> {
    return this.db.tx(async () => {
      await this.rooms.lock(roomId);
      await this.checkHandle(roomId, settings.handle, null);
      const row = await this.insert(roomId, settings);
      await this.announce(roomId);
      return presentAssistant(row);
    });
  }

  /** @throws AppError not_found, handle_taken */
  update(roomId: string, id: string, change: UpdateAssistantRequest): Promise<Assistant> {
    return this.db.tx(async () => {
      await this.rooms.lock(roomId);
      const row = await this.get(roomId, id);
      if (change.handle !== undefined) await this.checkHandle(roomId, change.handle, id);
      if (Object.keys(change).length > 0) await this.assistants.update(id, change);
      await this.announce(roomId);
      return presentAssistant({ ...row, ...change });
    });
  }

  /** Removes an assistant; what it has said remains. */
  remove(roomId: string, id: string): Promise<void> {
    return this.db.tx(async () => {
      await this.get(roomId, id);
      await this.assistants.update(id, { deletedAt: new Date() });
      await this.announce(roomId);
    });
  }

  private async get(roomId: string, id: string): Promise<AssistantRow> {
    const row = await this.assistants.byId(id);
    if (!row || row.roomId !== roomId || row.deletedAt) throw new AppError('not_found');
    return row;
  }

  private async insert(roomId: string, settings: NewAssistant): Promise<AssistantRow> {
    const row: AssistantRow = {
      id: newId('assistant'),
      roomId,
      ...DEFAULTS,
      ...settings,
      createdAt: new Date(),
      deletedAt: null,
    };
    await this.assistants.insert(row);
    return row;
  }

  /** A handle can't be another assistant's nor a participant's username (rulings 11). */
  private async checkHandle(roomId: string, handle: string, except: string | null): Promise<void> {
    const others = await this.assistants.ofRoom(roomId);
    const taken = others.some((other) => other.handle === handle && other.id !== except);
    if (taken || (await this.assistants.isParticipantsName(roomId, handle))) throw new AppError('handle_taken');
  }

  private async announce(roomId: string): Promise<void> {
    await this.db.afterCommit(async () => {
      this.live.toRoom(roomId, 'assistants:changed', { roomId, assistants: await this.ofRoom(roomId) });
    });
  }
}
