import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { problem } from '#contract';
import { z } from 'zod';
import { VERSION } from '../version.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;

/** The OpenAPI document, made from the routes and the schemas of the contract. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Colloquy')
    .setDescription(
      'A workspace where people and language models talk in the same room. Errors are problem documents (RFC 9457).',
    )
    .setVersion(VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addOAuth2({
      type: 'oauth2',
      flows: { password: { tokenUrl: '/api/v1/auth/token', refreshUrl: '/api/v1/auth/token', scopes: {} } },
    })
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('oauth2')
    .build();
  const document = SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').toLowerCase()}_${method}`,
  });
  return withProblems(withPathParameters(document));
}

/** Parameters of the path that only the guard reads, which Nest does not see. */
function withPathParameters(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    for (const operation of operationsOf(item)) {
      const known = (operation.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : ''));
      const missing = names.filter((name) => !known.includes(name));
      const parameters = missing.map((name) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: { type: 'string' as const },
      }));
      operation.parameters = [...parameters, ...(operation.parameters ?? [])];
    }
  }
  return document;
}

const operationsOf = (item: PathItem): Operation[] =>
  [item.get, item.post, item.put, item.patch, item.delete].filter((operation) => operation !== undefined);

/** Every operation can fail, and fails with a problem document. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _schema, id: _id, ...schema } = z.toJSONSchema(problem, { target: 'openapi-3.0' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: schema as never },
  };
  const failure = {
    description: 'What went wrong',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const operation of Object.values(document.paths).flatMap(operationsOf)) {
    operation.responses = { ...operation.responses, default: failure };
  }
  return document;
}
