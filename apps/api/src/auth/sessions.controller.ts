import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { deviceSessions, type DeviceSessions } from '#contract';
import { CurrentActor, SessionOnly, SignedIn } from '../access/rule.decorator.js';
import { presentSession } from './sessions.presenter.js';
import { SessionsService, type Actor } from './sessions.service.js';

/** Where one is signed in (R2). */
@ApiTags('auth')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @SignedIn()
  @SessionOnly()
  @ApiResponse({ status: 200, standardSchema: deviceSessions })
  async list(@CurrentActor() actor: Actor): Promise<DeviceSessions> {
    const rows = await this.sessions.aliveOf(actor.userId);
    return { items: rows.map((row) => presentSession(row, actor.sessionId)) };
  }

  @Delete(':id')
  @SignedIn()
  @SessionOnly()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  end(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.sessions.endOwn(actor.userId, id);
  }
}
