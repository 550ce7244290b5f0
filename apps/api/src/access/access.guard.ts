import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, canOnServer } from '#domain';
import { SessionsService, type Actor } from '../auth/sessions.service.js';
import { AccessService } from './access.service.js';
import { RULE, type AccessRequest, type Rule } from './rule.decorator.js';

/** Lets a request through to its route only as the route's rule says; without a rule, nobody (Q6). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly access: AccessService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Socket events have their own table of rules in the gateway.
    if (context.getType() !== 'http') return true;
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(RULE, [context.getHandler(), context.getClass()]);
    if (rule?.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<AccessRequest>();
    const actor = await this.actor(request);
    request.actor = actor;
    switch (rule?.kind) {
      case 'signedIn':
        return true;
      case 'server':
        if (!canOnServer(rule.action, { serverRole: actor.role })) throw new AppError('forbidden');
        return true;
      case 'workspace':
        await this.access.workspace(actor, rule.action, parameter(request, rule.param));
        return true;
      case 'room':
        request.roomAccess = await this.access.room(actor, rule.action, rule.by, parameter(request, rule.param));
        return true;
      default:
        throw new AppError('forbidden');
    }
  }

  private async actor(request: AccessRequest): Promise<Actor> {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    const actor = scheme?.toLowerCase() === 'bearer' && token ? await this.sessions.authenticate(token) : null;
    if (!actor) throw new AppError('unauthorized');
    return actor;
  }
}

const parameter = (request: AccessRequest, name: string): string => String(request.params[name] ?? '');
