import type { CastMember } from '../../lib/cast.js';
import { candidates, complete, completionAt } from './completion.js';

const member = (name: string, handle: string): CastMember => ({
  id: handle,
  kind: 'person',
  name,
  handle,
  hue: 0,
  avatarUrl: null,
});

describe('completionAt', () => {
  it.each<[string, string | undefined]>([
    ['@|', ''],
    ['@an|', 'an'],
    ['hey @An|', 'an'],
    ['(@a|', 'a'],
    ['line\n@a|', 'a'],
    ['@ana |', undefined],
    ['me@home|', undefined],
    ['nothing|', undefined],
  ])('%j', (marked, query) => {
    expect(completionAt(marked.replace('|', ''), marked.indexOf('|'))?.query).toBe(query);
  });
});

describe('candidates', () => {
  const all = [member('Styx', 'ai'), member('Ana Ferreira', 'af'), member('Benno Berg', 'bb'), member('Ben', 'ben')];
  it.each<[string, string[]]>([
    ['', ['ai', 'af', 'bb', 'ben']],
    ['a', ['ai', 'af']],
    ['fer', ['af']],
    ['ben', ['ben', 'bb']],
    ['zz', []],
  ])('%j', (query, handles) => {
    expect(candidates(all, query).map(({ handle }) => handle)).toEqual(handles);
  });
});

it('writes the mention out and puts the caret behind it', () => {
  expect(complete('hey @a there', 6, { start: 4, query: 'a' }, 'ana')).toEqual({ text: 'hey @ana there', caret: 9 });
});
