import { StandardSchemaValidationPipe } from '@nestjs/common';
import { AppError } from '#domain';
import { fieldErrors } from '../problem.js';

/** Checks bodies and query strings against the schemas of the contract. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new AppError('validation_failed', 'See the errors for what to change.', { errors: fieldErrors(issues) }),
  });
