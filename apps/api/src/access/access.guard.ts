import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError, canOnServer, neededScope, type ServerAction } from '#domain';
import { SessionsService, type Actor } from '../auth/sessions.service.js';
import { AccessService } from './access.service.js';
import {
  BEFORE_ENROLMENT,
  CREDENTIAL,
  RULE,
  type AccessRequest,
  type Credential,
  type Rule,
} from './rule.decorator.js';

/** How long one has shown who one is (rulings 16). */
const CONFIRMED_MS = 10 * 60_000;

/** Methods that change nothing. */
const READING = ['GET', 'HEAD'];

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
    const declared = <T>(name: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(name, [context.getHandler(), context.getClass()]);
    const rule = declared<Rule>(RULE);
    const request = context.switchToHttp().getRequest<AccessRequest>();
    if (rule?.kind === 'public') {
      const visitor = rule.action ? await this.actor(request) : null;
      if (visitor && rule.action) requireOnServer(visitor, rule.action);
      if (visitor) request.actor = visitor;
      return true;
    }
    const actor = await this.actor(request);
    if (!actor) throw new AppError('unauthorized');
    request.actor = actor;
    if (actor.mustEnrol && !declared<boolean>(BEFORE_ENROLMENT)) throw new AppError('two_factor_enrolment_required');
    requireScope(actor, rule, !READING.includes(request.method));
    requireCredential(actor, declared<Credential>(CREDENTIAL));
    switch (rule?.kind) {
      case 'signedIn':
        return true;
      case 'server':
        requireOnServer(actor, rule.action);
        return true;
      case 'workspace':
        await this.access.workspace(actor, rule.action, parameter(request, rule.param));
        return true;
      case 'room':
        request.roomAccess = await this.access.room(actor, rule.action, rule.by, parameter(request, rule.param), rule);
        return true;
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

/** @throws AppError scope_missing for an API token that was not made for this */
function requireScope({ scopes }: Actor, rule: Rule | undefined, changes: boolean): void {
  if (scopes === null) return;
  const action = rule && 'action' in rule && rule.kind !== 'workspace' ? rule.action : null;
  const scope = neededScope(action ?? null, changes);
  if (!scopes.includes(scope)) throw new AppError('scope_missing', `This needs a token with the scope “${scope}”.`);
}

/** @throws AppError token_not_accepted, reauth_required */
function requireCredential(actor: Actor, credential: Credential | undefined): void {
  if (credential === undefined) return;
  if (actor.scopes !== null) throw new AppError('token_not_accepted');
  const age = Date.now() - (actor.confirmedAt?.getTime() ?? 0);
  if (credential === 'confirmed' && age > CONFIRMED_MS) throw new AppError('reauth_required');
}

const parameter = (request: AccessRequest, name: string): string => String(request.params[name] ?? '');
