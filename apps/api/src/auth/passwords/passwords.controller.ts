import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  changePasswordRequest,
  forgotPasswordRequest,
  resetPasswordRequest,
  type ChangePasswordRequest,
  type ForgotPasswordRequest,
  type ResetPasswordRequest,
} from '#contract';
import type { Request } from 'express';
import { CurrentActor, Public, SessionOnly, SignedIn } from '../../access/rule.decorator.js';
import { clientOf } from '../credentials.js';
import type { Actor } from '../sessions.service.js';
import { ChangePassword } from './change-password.js';
import { RequestReset } from './request-reset.js';
import { ResetPassword } from './reset-password.js';

@ApiTags('auth')
@Controller('auth/password')
export class PasswordsController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly requestReset: RequestReset,
    private readonly resetPassword: ResetPassword,
  ) {}

  /** Ends the other sessions of the user. */
  @Post('change')
  @SignedIn()
  @SessionOnly()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: changePasswordRequest }) body: ChangePasswordRequest,
    @Req() request: Request,
  ): Promise<void> {
    return this.changePassword.run(actor, body, clientOf(request));
  }

  /** Says the same whether or not there is such an account. */
  @Post('forgot')
  @Public()
  @HttpCode(202)
  @ApiResponse({ status: 202 })
  forgot(@Body({ schema: forgotPasswordRequest }) body: ForgotPasswordRequest, @Req() request: Request): Promise<void> {
    return this.requestReset.run(body.email, clientOf(request));
  }

  /** Ends every session of the user, and starts none. */
  @Post('reset')
  @Public()
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  reset(@Body({ schema: resetPasswordRequest }) body: ResetPasswordRequest, @Req() request: Request): Promise<void> {
    return this.resetPassword.run(body, clientOf(request));
  }
}
