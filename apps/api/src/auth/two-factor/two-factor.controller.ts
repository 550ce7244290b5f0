import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  recoveryCodes,
  twoFactorDisableRequest,
  twoFactorSetup,
  twoFactorVerifyRequest,
  type RecoveryCodes,
  type TwoFactorDisableRequest,
  type TwoFactorSetup,
  type TwoFactorVerifyRequest,
} from '#contract';
import type { Request } from 'express';
import { BeforeEnrolment, Confirmed, CurrentActor, SessionOnly, SignedIn } from '../../access/rule.decorator.js';
import type { Actor } from '../actor.js';
import { clientOf } from '../credentials.js';
import { DisableTwoFactor } from './disable-two-factor.js';
import { TwoFactorService } from './two-factor.service.js';

@ApiTags('auth')
@Controller('auth/2fa')
export class TwoFactorController {
  constructor(
    private readonly twoFactor: TwoFactorService,
    private readonly disableTwoFactor: DisableTwoFactor,
  ) {}

  /** Confirmed: with a stolen access token alone nobody could put their own app in front of the owner's sign-in. */
  @Post('setup')
  @SignedIn()
  @Confirmed()
  @BeforeEnrolment()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: twoFactorSetup })
  setUp(@CurrentActor() actor: Actor): Promise<TwoFactorSetup> {
    return this.twoFactor.setUp(actor.userId);
  }

  @Post('verify')
  @SignedIn()
  @SessionOnly()
  @BeforeEnrolment()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: recoveryCodes })
  async verify(
    @Body({ schema: twoFactorVerifyRequest }) { code }: TwoFactorVerifyRequest,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<RecoveryCodes> {
    return { recoveryCodes: await this.twoFactor.enable(actor.userId, code, clientOf(request)) };
  }

  @Post('disable')
  @SignedIn()
  @Confirmed()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  disable(
    @Body({ schema: twoFactorDisableRequest }) body: TwoFactorDisableRequest,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    return this.disableTwoFactor.run(actor.userId, body, clientOf(request));
  }

  @Post('recovery-codes')
  @SignedIn()
  @Confirmed()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: recoveryCodes })
  async renewRecoveryCodes(@CurrentActor() actor: Actor, @Req() request: Request): Promise<RecoveryCodes> {
    return { recoveryCodes: await this.twoFactor.renewRecoveryCodes(actor.userId, clientOf(request)) };
  }
}
