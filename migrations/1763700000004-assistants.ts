import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bool, createTable, double, id, int, longText, key, nullable, text, time, varchar } from './tables.js';

export class Assistants1763700000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'assistants',
      {
        id: key(id),
        room_id: id,
        name: varchar(40),
        handle: varchar(32),
        model: nullable(varchar(190)),
        provider_id: nullable(varchar(64)),
        system_prompt: longText,
        temperature: nullable(double),
        max_output_tokens: nullable(int),
        reply_mode: varchar(16),
        context: varchar(16),
        created_at: time,
        deleted_at: nullable(time),
      },
      { assistants_room: { columns: ['room_id'] } },
    );
    await createTable(
      runner,
      'generations',
      {
        id: key(id),
        room_id: id,
        message_id: id,
        assistant_id: id,
        trigger_message_id: id,
        requested_by: id,
        variant: int,
        attempt: int,
        asked_at_attempt: int,
        status: varchar(16),
        live_room_id: nullable(id),
        queue_order: int,
        requested_model: nullable(varchar(190)),
        model: nullable(varchar(190)),
        provider: nullable(varchar(80)),
        text: longText,
        thinking: longText,
        lease_id: nullable(id),
        lease_until: nullable(time),
        stop_requested_at: nullable(time),
        stop_requested_by: nullable(id),
        created_at: time,
        started_at: nullable(time),
        first_token_at: nullable(time),
        ended_at: nullable(time),
        error_code: nullable(varchar(64)),
        error_detail: nullable(varchar(500)),
        input_tokens: nullable(int),
        output_tokens: nullable(int),
        tokens_estimated: bool,
        saw: nullable(text),
      },
      {
        generations_room_status: { columns: ['room_id', 'status'] },
        generations_message: { columns: ['message_id', 'variant'], unique: true },
        generations_lease: { columns: ['status', 'lease_until'] },
        generations_live: { columns: ['live_room_id'], unique: true },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['generations', 'assistants']) await runner.dropTable(table, true);
  }
}
