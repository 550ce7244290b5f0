import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  authProviders,
  loginRequest,
  me,
  refreshRequest,
  registerRequest,
  session,
  setupRequest,
  setupStatus,
  type AuthProviders,
  type LoginRequest,
  type Me,
  type RefreshRequest,
  type RegisterRequest,
  type Session,
  type SetupRequest,
} from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import type { Request, Response } from 'express';
import { BeforeEnrolment, CurrentActor, Public, SignedIn } from '../access/rule.decorator.js';
import { AccountsService } from './accounts.service.js';
import { clientOf } from './credentials.js';
import { MeService } from './me.service.js';
import { SessionDelivery } from './session-delivery.js';
import { SessionsService, type Actor } from './sessions.service.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly config: Config,
    private readonly accounts: AccountsService,
    private readonly delivery: SessionDelivery,
    private readonly sessions: SessionsService,
    private readonly mine: MeService,
  ) {}

  @Get('setup')
  @Public()
  @ApiResponse({ status: 200, standardSchema: setupStatus })
  async setupStatus(): Promise<{ required: boolean }> {
    return { required: await this.accounts.setupRequired() };
  }

  @Post('setup')
  @Public()
  @ApiResponse({ status: 201, standardSchema: session })
  async setUp(
    @Body({ schema: setupRequest }) body: SetupRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.delivery.start(await this.accounts.setUp(body), request, response);
  }

  @Post('register')
  @Public()
  @ApiResponse({ status: 201, standardSchema: session })
  async register(
    @Body({ schema: registerRequest }) body: RegisterRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.delivery.start(await this.accounts.register(body), request, response);
  }

  @Post('login')
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: session })
  async login(
    @Body({ schema: loginRequest }) body: LoginRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.delivery.start(await this.accounts.signIn(body, clientOf(request)), request, response);
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: session })
  refresh(
    @Body({ schema: refreshRequest }) body: RefreshRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Session> {
    return this.delivery.refresh(request, response, body.refreshToken);
  }

  /** Works with the refresh token alone too, so that one can sign out after the access token has ended. */
  @Post('logout')
  @Public()
  @HttpCode(204)
  async logout(
    @Body({ schema: refreshRequest }) body: RefreshRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const refreshToken = body.refreshToken ?? this.delivery.cookie(request);
    const bearer = request.get('authorization')?.replace(/^bearer /i, '');
    const actor = bearer ? await this.sessions.authenticate(bearer) : null;
    const sessionId = actor?.sessionId ?? (refreshToken ? await this.sessions.sessionOf(refreshToken) : null);
    this.delivery.forget(response);
    if (!sessionId) throw new AppError('unauthorized');
    await this.sessions.end(sessionId, 'signed_out');
  }

  @Post('logout-all')
  @SignedIn()
  @BeforeEnrolment()
  @HttpCode(204)
  async logoutAll(@CurrentActor() actor: Actor, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.sessions.endAllOf(actor.userId, 'signed_out_everywhere');
    this.delivery.forget(response);
  }

  @Get('me')
  @SignedIn()
  @BeforeEnrolment()
  @ApiResponse({ status: 200, standardSchema: me })
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.mine.view(actor.userId);
  }

  @Get('providers')
  @Public()
  @ApiResponse({ status: 200, standardSchema: authProviders })
  providers(): AuthProviders {
    return {
      registration: this.config.env.REGISTRATION,
      passwordResetByMail: this.config.env.SMTP_URL !== undefined,
      oidc: [],
    };
  }
}
