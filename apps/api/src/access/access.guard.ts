import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { TokenScope } from '#contract';
import { AppError, canOnServer, isConfirmed, neededScope, type ServerAction } from '#domain';
import type { Response } from 'express';
import { SessionsService, type Actor } from '../auth/sessions.service.js';
import { AccessService, requireScope } from './access.service.js';
import { RequestRateService } from './request-rate.service.js';
import {
  BEFORE_ENROLMENT,
  CREDENTIAL,
  RULE,
  UNCOUNTED,
  type AccessRequest,
  type Credential,
  type Rule,
} from './rule.decorator.js';

/** Methods that change nothing. */
const READING = ['GET', 'HEAD'];

/** Lets a request through to its route only as the route's rule says; without a rule, nobody (Q6). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly access: AccessService,
    private readonly rate: RequestRateService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Socket events have their own table of rules in the gateway.
    if (context.getType() !== 'http') return true;
    const declared = <T>(name: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(name, [context.getHandler(), context.getClass()]);
    const rule = declared<Rule>(RULE);
    const open = rule?.kind === 'public';
    const request = context.switchToHttp().getRequest<AccessRequest>();
    const actor = open && !rule.action ? null : await this.actor(request);
    if (!declared<boolean>(UNCOUNTED)) {
      const response = context.switchToHttp().getResponse<Response>();
      await this.rate.request(request, response, open ? null : (actor?.userId ?? null));
    }
    if (open) {
      if (actor && rule.action) requireOnServer(actor, rule.action);
      if (actor) request.actor = actor;
      return true;
    }
    if (!actor) throw new AppError('unauthorized');
    request.actor = actor;
    if (actor.mustEnrol && !declared<boolean>(BEFORE_ENROLMENT)) throw new AppError('two_factor_enrolment_required');
    requireScope(actor, scopeOf(rule, !READING.includes(request.method)));
    requireCredential(actor, declared<Credential>(CREDENTIAL));
    await this.requireRight(rule, actor, request);
    return true;
  }

  private async requireRight(rule: Rule | undefined, actor: Actor, request: AccessRequest): Promise<void> {
    switch (rule?.kind) {
      case 'signedIn':
        return;
      case 'server':
        return requireOnServer(actor, rule.action);
      case 'workspace':
        return this.access.workspace(actor, rule.action, parameter(request, rule.param));
      case 'room':
        request.roomAccess = await this.access.room(actor, rule.action, rule.by, parameter(request, rule.param), rule);
        return;
      default:
        throw new AppError('forbidden');
    }
  }

  private async actor(request: AccessRequest): Promise<Actor | null> {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    return scheme?.toLowerCase() === 'bearer' && token ? this.sessions.authenticate(token) : null;
  }
}

/** @throws AppError forbidden */
function requireOnServer({ role }: Actor, action: ServerAction): void {
  if (!canOnServer(action, { serverRole: role })) throw new AppError('forbidden');
}

function scopeOf(rule: Rule | undefined, changes: boolean): TokenScope {
  const action = rule && 'action' in rule && rule.kind !== 'workspace' ? rule.action : null;
  return neededScope(action ?? null, changes);
}

/** @throws AppError token_not_accepted, reauth_required */
function requireCredential(actor: Actor, credential: Credential | undefined): void {
  if (credential === undefined) return;
  if (actor.scopes !== null) throw new AppError('token_not_accepted');
  if (credential === 'confirmed' && !isConfirmed(actor.confirmedAt, new Date())) throw new AppError('reauth_required');
}

const parameter = (request: AccessRequest, name: string): string => String(request.params[name] ?? '');
