import { health } from '#contract';
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { person } from '../factories/people.js';
import { ROOT } from '../support/env.js';
import { openApi, operations } from '../support/openapi.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'docs' });

test('the OpenAPI document is the one that is checked in', async () => {
  const served = await openApi(server.topology.api());
  expect(served.openapi).toMatch(/^3\.[01]\.\d$/);
  const written: unknown = JSON.parse(readFileSync(path.join(ROOT, 'docs/openapi.json'), 'utf8'));
  expect(served).toEqual(written);
});

test('every reference of the document leads somewhere, every operation has a name, an answer and its errors', async () => {
  const document = await openApi(server.topology.api());
  const names = Object.keys(document.components?.schemas ?? {});
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    expect(names).toContain(name);
  }
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map((one) => one.operationId));
  expect(ids.every((id) => typeof id === 'string' && id !== '')).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { key, path: route, method } of operations(document)) {
    const raw = document.paths[`/api/v1${route}`]?.[method.toLowerCase()];
    const statuses = Object.keys(raw?.responses ?? {});
    expect({ key, ok: statuses.some((status) => status.startsWith('2')) }).toEqual({ key, ok: true });
  }
});

test('Swagger UI and ReDoc answer, from this server alone', async () => {
  for (const route of ['//docs', '//redoc']) {
    const answer = await fetch(server.topology.api().url(route));
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toMatch(/<html/i);
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(sources.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
  }
});

test('R61 health: fast, live and ready, without credentials', async () => {
  const api = server.topology.api();
  for (const route of ['//health', '//health/live', '//health/ready']) {
    expect((await api.get(route)).as(health).status).toBe('ok');
  }
  const worker = server.topology.process('worker', 1);
  expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200);
});

test('X-Request-Id: made where there is none, echoed where there is a sound one, in the problem and in the log', async () => {
  const api = server.topology.api();
  const made = await api.get('/auth/setup');
  expect(made.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
  const echoed = await api.get('/auth/me', { 'X-Request-Id': 'my-own-request-0001' });
  expect(echoed.headers.get('x-request-id')).toBe('my-own-request-0001');
  expect(echoed.problem(401).requestId).toBe('my-own-request-0001');
  const log = server.topology.process('api', 0).log;
  await log.waitFor((line) => line.includes('my-own-request-0001'), { what: 'a log line with the request id' });
  const forged = await api.get('/auth/me', { 'X-Request-Id': `x" injected {}${'y'.repeat(500)}` });
  expect(forged.headers.get('x-request-id')).not.toContain('injected');
});

test('logs are JSON, one object per line', () => {
  const lines = server.topology.logs().filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('quality §2 the page comes with a strict policy: no inline script, no foreign images, no frames', async () => {
  for (const route of ['//', '//login', '//rooms/room_01h00000000000000000000000']) {
    const answer = await server.topology.api().get(route, { Accept: 'text/html' });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const directive = (name: string): string => new RegExp(`${name} ([^;]*)`).exec(policy)?.[1] ?? '';
    expect(directive('script-src') || directive('default-src')).not.toContain("'unsafe-inline'");
    expect(`${directive('script-src')} ${directive('default-src')}`).not.toContain("'unsafe-eval'");
    expect(directive('frame-ancestors')).toBe("'none'");
    expect(directive('img-src') || directive('default-src')).not.toMatch(/https?:|\*/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('referrer-policy')).toBeTruthy();
  }
});

test('answers of the interface are not kept by caches', async () => {
  const ana = await person(server.topology, 'ana');
  const answer = await ana.api().get('/auth/me');
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(answer.headers.get('content-type')).toContain('application/json');
});

test('another origin is not invited in', async () => {
  const answer = await server.topology.api().get('/auth/setup', { Origin: 'https://evil.example' });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});
