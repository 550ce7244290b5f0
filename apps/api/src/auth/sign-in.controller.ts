import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  loginAnswer,
  loginRequest,
  reauthRequest,
  session,
  twoFactorLoginRequest,
  type LoginAnswer,
  type LoginRequest,
  type ReauthRequest,
  type Session,
  type TwoFactorLoginRequest,
} from '#contract';
import type { Request, Response } from 'express';
import { BeforeEnrolment, CurrentActor, Public, SessionOnly, SignedIn } from '../access/rule.decorator.js';
import type { Actor } from './actor.js';
import { clientOf } from './credentials.js';
import { Reauth } from './reauth.js';
import { SessionDelivery } from './session-delivery.js';
import { SignIn } from './sign-in.js';

@ApiTags('auth')
@Controller('auth')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly delivery: SessionDelivery,
    private readonly again: Reauth,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: loginAnswer })
  async login(
    @Body({ schema: loginRequest }) body: LoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LoginAnswer> {
    const step = await this.signIn.byPassword(body, clientOf(request));
    return 'user' in step
      ? this.delivery.start(step.user, request, response)
      : { twoFactorRequired: true, challenge: step.challenge };
  }

  @Post('login/2fa')
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: session })
  async loginWithSecondFactor(
    @Body({ schema: twoFactorLoginRequest }) body: TwoFactorLoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    const user = await this.signIn.bySecondFactor(body, clientOf(request));
    return this.delivery.start(user, request, response);
  }

  /** Open to those who have yet to enrol: setting up the second factor may ask for it. */
  @Post('reauth')
  @SignedIn()
  @SessionOnly()
  @BeforeEnrolment()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  reauth(
    @Body({ schema: reauthRequest }) body: ReauthRequest,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    return this.again.run(actor, body, clientOf(request));
  }
}
