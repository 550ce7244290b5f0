import { Body, Controller, Delete, Get, HttpCode, Patch, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { eraseQuery, me, updateProfileRequest, type EraseQuery, type Me, type UpdateProfileRequest } from '#contract';
import type { Response } from 'express';
import { BeforeEnrolment, Confirmed, CurrentActor, SessionOnly, SignedIn } from '../access/rule.decorator.js';
import { MeService } from '../auth/me.service.js';
import type { Actor } from '../auth/sessions.service.js';
import { ExportOwnData } from './export-own-data.js';
import { ProfileService } from './profile.service.js';

/** One's own account (R11). Before the routes that name a user by id: `me` is none. */
@ApiTags('users')
@Controller('users/me')
export class ProfileController {
  constructor(
    private readonly mine: MeService,
    private readonly profile: ProfileService,
    private readonly exportOwnData: ExportOwnData,
  ) {}

  @Get()
  @SignedIn()
  @BeforeEnrolment()
  @ApiResponse({ status: 200, standardSchema: me })
  get(@CurrentActor() actor: Actor): Promise<Me> {
    return this.mine.view(actor.userId);
  }

  @Patch()
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: me })
  update(
    @CurrentActor() actor: Actor,
    @Body({ schema: updateProfileRequest }) body: UpdateProfileRequest,
  ): Promise<Me> {
    return this.profile.update(actor, body);
  }

  /** Deactivates the account; with `erase=true` the person is forgotten (rulings 19). */
  @Delete()
  @SignedIn()
  @SessionOnly()
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Signed out everywhere' })
  async end(@CurrentActor() actor: Actor, @Query({ schema: eraseQuery }) query: EraseQuery): Promise<void> {
    await (query.erase === 'true' ? this.profile.erase(actor) : this.profile.deactivate(actor));
  }

  @Get('export')
  @SignedIn()
  @Confirmed()
  @ApiProduces('application/zip')
  @ApiResponse({ status: 200, description: 'Everything of mine', schema: { type: 'string', format: 'binary' } })
  async export(@CurrentActor() actor: Actor, @Res() response: Response): Promise<void> {
    const { name, write } = await this.exportOwnData.run(actor.userId);
    response.set({ 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${name}"` });
    await write(response);
  }
}
