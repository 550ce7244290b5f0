import type { ApiClient, Method } from './api-client.js';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  required?: string[];
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Operation {
  /** As in `GET /rooms/{id}`: method and path below /api/v1. */
  key: string;
  method: Method;
  path: string;
  /** Names of its query parameters. */
  query: string[];
  pathParameters: string[];
  body: Schema | undefined;
  /** Fields that a body has to have. */
  required: string[];
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface RawOperation {
  operationId?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, unknown>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
export const API_PREFIX = '/api/v1';

export const openApi = async (api: ApiClient): Promise<Document> => (await api.get('//openapi.json')).body as Document;

/** Every operation below /api/v1 that the document lists, with references to named schemas resolved one level deep. */
export const operations = (document: Document): Operation[] =>
  Object.entries(document.paths)
    .filter(([path]) => path.startsWith(API_PREFIX))
    .flatMap(([full, item]) =>
      Object.entries(item)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, raw]) => read(document, full.slice(API_PREFIX.length), method.toUpperCase() as Method, raw)),
    );

const read = (document: Document, path: string, method: Method, raw: RawOperation): Operation => {
  const content = Object.values(raw.requestBody?.content ?? {})[0];
  const body = content && resolve(document, content.schema);
  const parameters = raw.parameters ?? [];
  const named = (where: string): string[] => parameters.filter((one) => one.in === where).map((one) => one.name);
  const required = body?.required ?? [];
  return {
    key: `${method} ${path}`,
    method,
    path,
    query: named('query'),
    pathParameters: named('path'),
    body,
    required,
  };
};

const resolve = (document: Document, schema: Schema): Schema => {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (document.components?.schemas?.[name] ?? schema);
};
