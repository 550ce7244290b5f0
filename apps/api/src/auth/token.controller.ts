import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import { tokenAnswer, tokenError, tokenRequest, type ErrorCode, type TokenAnswer, type TokenRequest } from '#contract';
import { AppError } from '#domain';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Public } from '../access/rule.decorator.js';
import { clientOf } from './credentials.js';
import { SessionsService, type Tokens } from './sessions.service.js';
import { SignIn } from './sign-in.js';

type PasswordGrant = Extract<TokenRequest, { grant_type: 'password' }>;

interface TokenFault {
  error: 'invalid_request' | 'invalid_grant' | 'unsupported_grant_type';
  error_description: string;
}

const GRANTS = ['password', 'refresh_token'];
const REFUSALS: readonly ErrorCode[] = [
  'invalid_credentials',
  'code_invalid',
  'account_inactive',
  'session_ended',
  'refresh_reused',
];

/** OAuth 2.0 token endpoint (RFC 6749), so that the OpenAPI page's Authorize button, `curl` and scripts work (R5). */
@ApiTags('auth')
@Controller('auth/token')
export class TokenController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: SessionsService,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: z.toJSONSchema(tokenRequest, { target: 'openapi-3.0' }) as never })
  @ApiResponse({ status: 200, standardSchema: tokenAnswer })
  @ApiResponse({ status: 400, standardSchema: tokenError })
  async token(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TokenAnswer | TokenFault> {
    // RFC 6749 §5.1: tokens are not cached.
    response.setHeader('Cache-Control', 'no-store');
    const parsed = tokenRequest.safeParse(body);
    if (!parsed.success) {
      response.status(400);
      const grant = (body as { grant_type?: unknown } | undefined)?.grant_type;
      return typeof grant === 'string' && grant !== '' && !GRANTS.includes(grant)
        ? { error: 'unsupported_grant_type', error_description: 'Use password or refresh_token.' }
        : { error: 'invalid_request', error_description: 'A parameter is missing or malformed.' };
    }
    try {
      return answer(
        parsed.data.grant_type === 'password'
          ? await this.byPassword(parsed.data, request)
          : await this.sessions.refresh(parsed.data.refresh_token),
      );
    } catch (error) {
      if (!(error instanceof AppError) || !REFUSALS.includes(error.code)) throw error;
      response.status(400);
      return { error: 'invalid_grant', error_description: error.detail };
    }
  }

  private async byPassword({ username, password, otp }: PasswordGrant, request: Request): Promise<Tokens> {
    const client = clientOf(request);
    const user = await this.signIn.atOnce({ login: username, password, otp }, client);
    return this.sessions.start(user.id, client);
  }
}

const answer = (tokens: Tokens): TokenAnswer => ({
  access_token: tokens.accessToken,
  token_type: 'Bearer',
  expires_in: tokens.expiresIn,
  refresh_token: tokens.refreshToken,
});
