import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { JWK } from 'jose';
import { Public, Uncounted } from '../access/rule.decorator.js';
import { SigningKeys } from './signing-keys.js';

@ApiTags('auth')
@Uncounted()
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  /** RFC 7517: the public keys that access tokens are signed with. */
  @Get('jwks.json')
  @Public()
  @Header('Cache-Control', 'public, max-age=300')
  jwks(): Promise<{ keys: JWK[] }> {
    return this.keys.jwks();
  }
}
