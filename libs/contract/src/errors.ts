import { z } from 'zod';

/**
 * Every error code of the product with its HTTP status and title (RFC 9457 `title`; rulings 12).
 * `docs/errors.md` is generated from this table.
 */
export const ERRORS = {
  validation_failed: [400, 'The request is not valid'],
  malformed_body: [400, 'The body could not be read'],
  weak_password: [400, 'This password is too common'],
  setup_token_invalid: [403, 'The set-up link is not valid'],
  unauthorized: [401, 'Sign in first'],
  invalid_credentials: [401, 'Wrong name or password'],
  code_invalid: [401, 'This code is not valid'],
  challenge_ended: [401, 'The sign-in took too long'],
  session_ended: [401, 'The session has ended'],
  refresh_reused: [401, 'The session was ended for safety'],
  origin_not_allowed: [403, 'This origin is not allowed'],
  forbidden: [403, 'You may not do this'],
  reauth_required: [403, 'Confirm that it is you'],
  two_factor_enrolment_required: [403, 'Set up two-factor sign-in first'],
  scope_missing: [403, 'This token may not do that'],
  token_not_accepted: [403, 'Sign in for this'],
  reset_link_invalid: [403, 'This link is no longer valid'],
  registration_closed: [403, 'Registration is closed'],
  account_inactive: [403, 'This account is deactivated'],
  not_found: [404, 'Not found'],
  setup_done: [409, 'Set-up has been done'],
  username_taken: [409, 'This username is taken'],
  email_taken: [409, 'This e-mail address is in use'],
  handle_taken: [409, 'This handle is in use here'],
  banned: [403, 'You were banned from this room'],
  room_full: [409, 'The room is full'],
  room_archived: [409, 'The room is archived'],
  invite_used_up: [409, 'This invitation can no longer be used'],
  last_owner: [409, 'Somebody has to own this'],
  last_admin: [409, 'Somebody has to be admin'],
  two_factor_on: [409, 'Two-factor sign-in is on already'],
  two_factor_off: [409, 'Two-factor sign-in is off'],
  not_stoppable: [409, 'There is nothing to stop'],
  generation_running: [409, 'An answer is already on its way'],
  conflict: [409, 'This changed in the meantime'],
  payload_too_large: [413, 'Too large'],
  unsupported_media_type: [415, 'This kind of content is not accepted'],
  picture_unreadable: [415, 'This is not a picture that can be used'],
  idempotency_mismatch: [422, 'The same key came with other content'],
  provider_refused: [422, 'The provider refused'],
  slow_mode: [429, 'This room is in slow mode'],
  rate_limited: [429, 'Too many requests'],
  queue_full: [429, 'Too many questions are waiting'],
  internal: [500, 'Something went wrong here'],
  unavailable: [503, 'A part of the server is down'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;
export const errorCodes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** Why an answer failed; stands in the message, not in an HTTP status (R43). */
export const GENERATION_ERRORS = {
  provider_unreachable: 'The model provider could not be reached.',
  provider_auth: 'The model provider refused the key.',
  provider_rate_limited: 'The model provider asks to wait.',
  provider_refused: 'The model provider refused the request.',
  provider_error: 'The model provider reported an error.',
  provider_bad_response: 'The model provider sent something that could not be read.',
  provider_empty: 'The model gave an empty answer.',
  provider_disconnected: 'The model provider broke off in the middle of the answer.',
  first_token_timeout: 'The model did not start to answer in time.',
  response_timeout: 'The answer took too long.',
  response_too_large: 'The answer grew too large.',
  model_missing: 'No model is configured for this assistant.',
  queue_full: 'Too many of your questions are already waiting in this room.',
  rate_limited: 'You have called assistants too often within a minute.',
  budget_exhausted: 'The budget for answers is used up.',
  worker_lost: 'The server was interrupted too often while answering.',
  internal: 'Something went wrong while answering.',
} as const;
export type GenerationErrorCode = keyof typeof GENERATION_ERRORS;

export const fieldError = z.object({ path: z.string(), message: z.string() });

/** RFC 9457 problem document. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.enum(errorCodes),
    errors: z.array(fieldError).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
