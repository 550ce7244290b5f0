import { describe, expect, it } from '@jest/globals';
import { calledAssistants, mentionsIn, type CallableAssistant } from './triggers.js';

const assistant = (handle: string, name = handle, replyMode: CallableAssistant['replyMode'] = 'mention') => ({
  id: handle,
  handle,
  name,
  replyMode,
});

/** The room of most cases: the first assistant is `@ai`. */
const room = [
  assistant('ai', 'Ai'),
  assistant('claude', 'Claude'),
  assistant('research', 'Research Bot'),
  assistant('ai.pro', 'Ai Pro'),
  assistant('my-bot_2', 'C++'),
  assistant('zoe', 'Zoë'),
  assistant('robo', 'ボット'),
  assistant('haneul', '하늘'),
];

const calls = (text: string, assistants: readonly CallableAssistant[] = room) => calledAssistants({ text, assistants });

describe('calls by @', () => {
  it.each<[string, string[]]>([
    ['@ai what is the time?', ['ai']],
    ['what is the time, @ai', ['ai']],
    ['@AI', ['ai']],
    ['@Claude and @CLAUDE', ['claude']],
    ['@bot help', ['ai']],
    ['@Bot', ['ai']],
    ['(@ai)', ['ai']],
    ['"@ai"', ['ai']],
    ['**@ai** please', ['ai']],
    ['_@ai_ please', ['ai']],
    ['__@ai__', ['ai']],
    ['~~@ai~~', ['ai']],
    ['- @ai in a list', ['ai']],
    ['1. @ai in a list', ['ai']],
    ['# @ai in a heading', ['ai']],
    ['| @ai | cell |', ['ai']],
    ['[@ai](https://example.com)', ['ai']],
    ['@ai.', ['ai']],
    ['@ai, please', ['ai']],
    ['@ai?', ['ai']],
    ['@ai!', ['ai']],
    ['@ai: please', ['ai']],
    ['@ai; please', ['ai']],
    ['@ai...', ['ai']],
    ['@ai...please', ['ai']],
    ['@ai--please', ['ai']],
    ['@ai—please', ['ai']],
    ['@ai- please', ['ai']],
    ["@ai's answer", ['ai']],
    ['@ai\nplease', ['ai']],
    ['@ai\tplease', ['ai']],
    ['line one\r\n@ai', ['ai']],
    ['@ai/@claude', ['ai', 'claude']],
    ['hi,@ai', ['ai']],
    ['Done.@ai next', ['ai']],
    ['@ai🙂', ['ai']],
    ['🙂@ai', ['ai']],
    ['@ai.pro', ['ai.pro']],
    ['@ai.pro.', ['ai.pro']],
    ['@my-bot_2, go', ['my-bot_2']],
    ['请问@ai这是什么', ['ai']],
    ['@aiこれは何？', ['ai']],
    ['@ai、これは', ['ai']],
    ['@ai야 도와줘', ['ai']],
    ['@aiครับ', ['ai']],
    ['@aiーお願い', ['ai']],
    ['`code`@ai', ['ai']],
    ['\\\\@ai', ['ai']],
  ])('%j calls %j', (text, expected) => expect(calls(text)).toEqual(expected));

  it.each<[string]>([
    [''],
    ['hello'],
    ['ai'],
    ['@'],
    ['@ ai'],
    ['＠ai'],
    ['@aiden'],
    ['@ai2'],
    ['@aié'],
    ['@aie\u0301'],
    ['@aiден'],
    ['@ai_x'],
    ['@ai__x'],
    ['@ai-sdk'],
    ['@ai-sdk/openai'],
    ['@ai/core'],
    ['@ai.example.org'],
    ['@ai@example.org'],
    ['@@ai'],
    ['x@ai'],
    ['é@ai'],
    ['x_@ai'],
    ['@botany'],
    ['@nobody'],
    ['@researcher'],
  ])('%j calls nobody', (text) => expect(calls(text)).toEqual([]));
});

describe('calls at the start of a line', () => {
  it.each<[string, string[]]>([
    ['hey ai', ['ai']],
    ['Hey AI, what is up?', ['ai']],
    ['HEY CLAUDE!', ['claude']],
    ['  hey ai', ['ai']],
    ['first line\nhey claude what now', ['claude']],
    ['first\r\nhey claude', ['claude']],
    ['hey research', ['research']],
    ['hey research bot, look', ['research']],
    ['hey  Research   BOT', ['research']],
    ['hey ai pro', ['ai.pro']],
    ['hey ai.pro', ['ai.pro']],
    ['hey c++, compile', ['my-bot_2']],
    ['hey Zoë', ['zoe']],
    ['hey ZOË', ['zoe']],
    ['hey Zoe\u0308', ['zoe']],
    ['hey zoe', ['zoe']],
    ['hey ボット、これ', ['robo']],
    ['hey ボットさん', ['robo']],
    ['hey 하늘', ['haneul']],
    ['ai: what is the time', ['ai']],
    ['AI:what', ['ai']],
    ['ai : bonjour', ['ai']],
    ['ai:', ['ai']],
    ['Research Bot: look', ['research']],
    ['research: look', ['research']],
    ['claude: one\nai: two', ['claude', 'ai']],
    ['Zoe\u0308: hi', ['zoe']],
    ['ボット：お願いします', ['robo']],
    ['C++: compile', ['my-bot_2']],
    ['ai help', ['ai']],
    ['AI help!', ['ai']],
    ['so\nai help', ['ai']],
    ['hey ai and @claude', ['ai', 'claude']],
  ])('%j calls %j', (text, expected) => expect(calls(text)).toEqual(expected));

  it.each<[string]>([
    ['they ai'],
    ['oh hey ai'],
    ['heyai'],
    ['hey\nai'],
    ['hey'],
    ['hey aiden'],
    ['hey ai-generated pictures'],
    ['hey ai2'],
    ['hey claudette'],
    ['hey ボットル'],
    ['hey 하늘이'],
    ['hey ai@example.org'],
    ['hey @nobody'],
    ['the ai: it works'],
    ['openai: no'],
    ['ai::Thing'],
    ['ai://open'],
    ['ai :) nice'],
    ['ai:) nice'],
    [':ai:'],
    ['ai helped me'],
    ['ai helper'],
    ['the ai help page'],
    ['claude help'],
    ['- ai: in a list'],
    ['`x` hey ai'],
  ])('%j calls nobody', (text) => expect(calls(text)).toEqual([]));
});

describe('several assistants', () => {
  it.each<[string, string[]]>([
    ['@claude @ai', ['claude', 'ai']],
    ['@ai @claude @ai', ['ai', 'claude']],
    ['@bot @ai', ['ai']],
    ['hey research bot\n@claude\nai: x', ['research', 'claude', 'ai']],
  ])('%j calls %j, in this order', (text, expected) => expect(calls(text)).toEqual(expected));
});

describe('the general names', () => {
  const others = [assistant('claude', 'Claude'), assistant('gpt', 'GPT')];
  it.each<[string, readonly CallableAssistant[], string[]]>([
    ['@ai', others, ['claude']],
    ['hey ai', others, ['claude']],
    ['ai: x', others, ['claude']],
    ['ai help', others, ['claude']],
    ['@bot', others, ['claude']],
    ['hey bot', others, []],
    ['@ai', [assistant('gpt'), assistant('ai')], ['ai']],
    ['@bot', [assistant('gpt'), assistant('bot')], ['bot']],
    ['hey ai', [assistant('gpt'), assistant('helper', 'AI')], ['helper']],
    ['@ai', [assistant('gpt'), assistant('helper', 'AI')], ['gpt']],
    ['hey max', [assistant('one', 'Max'), assistant('max', 'Two')], ['max']],
    ['hey max', [assistant('one', 'Max'), assistant('two', 'Max')], ['one']],
    ['hey straße', [assistant('one', 'Straße')], ['one']],
    ['hey ΣΊΣΥΦΟΣ', [assistant('one', 'Σίσυφος')], ['one']],
    ['hey .*', [assistant('one', '.*')], ['one']],
    ['hey you', [assistant('one', '.*')], []],
    ['@ai-sdk', [assistant('ai-')], []],
    ['@ai- go', [assistant('gpt'), assistant('ai-'), assistant('ai')], ['ai-']],
    ['@ai', [], []],
    ['hey ai', [], []],
  ])('%j', (text, assistants, expected) => expect(calls(text, assistants)).toEqual(expected));
});

describe('replies and reply modes', () => {
  const modes = [
    assistant('ai', 'Ai'),
    assistant('eager', 'Eager', 'always'),
    assistant('keen', 'Keen', 'always'),
    assistant('quiet', 'Quiet', 'paused'),
  ];
  it.each<[string, string | null, string[]]>([
    ['what do you think?', 'ai', ['ai']],
    ['what do you think, @keen?', 'ai', ['ai', 'keen']],
    ['@keen and @ai', 'ai', ['keen', 'ai']],
    ['thanks', 'gone', ['eager', 'keen']],
    ['hello', null, ['eager', 'keen']],
    ['`@ai`', null, ['eager', 'keen']],
    ['@ai', null, ['ai']],
    ['@keen', null, ['keen']],
    ['@quiet', null, []],
    ['thanks', 'quiet', []],
    ['@quiet @ai', null, ['ai']],
  ])('%j in reply to %j calls %j', (text, repliedToAssistantId, expected) =>
    expect(calledAssistants({ text, assistants: modes, repliedToAssistantId })).toEqual(expected),
  );
});

describe('mentions', () => {
  const users = [
    { id: 'u1', username: 'ann', displayName: 'Ann' },
    { id: 'u2', username: 'ann.b', displayName: 'Ann B.' },
    { id: 'u3', username: 'bot', displayName: 'Botho' },
  ];
  const mentioned = (text: string) => mentionsIn(text, { users, assistants: room }).map(({ type, id }) => [type, id]);
  it.each<[string, [string, string][]]>([
    ['@ann hello', [['user', 'u1']]],
    ['@Ann.', [['user', 'u1']]],
    ['@ann.b', [['user', 'u2']]],
    ['@anna', []],
    ['`@ann` > @ann', [['user', 'u1']]],
    ['> @ann', []],
    ['ann@ann.de', []],
    [
      '@ai and @ann and @ai',
      [
        ['assistant', 'ai'],
        ['user', 'u1'],
      ],
    ],
    ['@bot', [['user', 'u3']]],
    ['hey ai', []],
  ])('%j', (text, expected) => expect(mentioned(text)).toEqual(expected));

  it('says the shown name', () => {
    expect(mentionsIn('@ann @claude', { users, assistants: room })).toEqual([
      { type: 'user', id: 'u1', name: 'Ann' },
      { type: 'assistant', id: 'claude', name: 'Claude' },
    ]);
  });

  it('finds none where nobody is', () => {
    expect(mentionsIn('@ann', { users: [], assistants: [] })).toEqual([]);
  });
});
