import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { RoomAction, WorkspaceAction } from '#contract';
import { AppError, type ServerAction } from '#domain';
import type { Request } from 'express';
import type { Actor } from '../auth/sessions.service.js';
import type { RoomAccess } from './room-access.js';

/** How a request names the room that it is about. */
export type RoomReference = 'room' | 'message' | 'generation';

/** What a caller must be or may do; every route and socket event declares one (Q6). */
export type Rule =
  | { kind: 'public'; action?: ServerAction }
  | { kind: 'signedIn' }
  | { kind: 'server'; action: ServerAction }
  | { kind: 'workspace'; action: WorkspaceAction; param: string }
  | { kind: 'room'; action: RoomAction; by: RoomReference; param: string; enters: boolean };

export const RULE = 'colloquy:rule';
export const CREDENTIAL = 'colloquy:credential';
export const BEFORE_ENROLMENT = 'colloquy:before-enrolment';
export const UNCOUNTED = 'colloquy:uncounted';

/** `session`: no API token; `confirmed`: and the person has shown who they are within the last ten minutes (rulings 16). */
export type Credential = 'session' | 'confirmed';

/** Anybody may call this; of those who are signed in, where an action is named, who may do that. */
export const Public = (action?: ServerAction) =>
  SetMetadata(RULE, { kind: 'public', ...(action ? { action } : {}) } satisfies Rule);

/** Anybody who is signed in may call this. */
export const SignedIn = () => SetMetadata(RULE, { kind: 'signedIn' } satisfies Rule);

/** Beside a rule: only for somebody who has signed in, not for an API token. */
export const SessionOnly = () => SetMetadata(CREDENTIAL, 'session' satisfies Credential);

/** Beside a rule: only for somebody who has shown within the last ten minutes who they are (quality.md §2). */
export const Confirmed = () => SetMetadata(CREDENTIAL, 'confirmed' satisfies Credential);

/** Beside a rule: open to those who have yet to set up the second factor that the server demands of them (R7). */
export const BeforeEnrolment = () => SetMetadata(BEFORE_ENROLMENT, true);

/** Beside a rule: asked by machines at short intervals, does not count against the rate of requests (§14). */
export const Uncounted = () => SetMetadata(UNCOUNTED, true);

/** For those who may do this on the server. */
export const CanOnServer = (action: ServerAction) => SetMetadata(RULE, { kind: 'server', action } satisfies Rule);

/** For those who may do this in the workspace named by the path parameter `param`. */
export const CanInWorkspace = (action: WorkspaceAction, param = 'id') =>
  SetMetadata(RULE, { kind: 'workspace', action, param } satisfies Rule);

/** For those who may do this in the room that the path parameter `param` names, itself or by a message or generation of it. */
export const Can = (action: RoomAction, by: RoomReference = 'room', param = 'id') =>
  SetMetadata(RULE, { kind: 'room', action, by, param, enters: true } satisfies Rule);

/** The same for a room whose messages are not read by it, so that being there by standing is no visit (R12). */
export const CanFromOutside = (action: RoomAction) =>
  SetMetadata(RULE, { kind: 'room', action, by: 'room', param: 'id', enters: false } satisfies Rule);

export interface AccessRequest extends Request {
  actor?: Actor;
  roomAccess?: RoomAccess;
}

/** The signed-in caller. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AccessRequest>();
  if (!actor) throw new AppError('unauthorized');
  return actor;
});

/** The caller of a route that is `@Public` with an action, where they are signed in. */
export const CurrentVisitor = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor | null =>
    context.switchToHttp().getRequest<AccessRequest>().actor ?? null,
);

/** What the caller may do in the room that `@Can` named. */
export const CurrentRoom = createParamDecorator((_data: unknown, context: ExecutionContext): RoomAccess => {
  const { roomAccess } = context.switchToHttp().getRequest<AccessRequest>();
  if (!roomAccess) throw new AppError('not_found');
  return roomAccess;
});
