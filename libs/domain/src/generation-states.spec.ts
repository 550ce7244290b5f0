import { describe, expect, it } from '@jest/globals';
import { generationStatus, type GenerationStatus } from '#contract';
import { canTransition, isLive, isTerminal } from './generation-states.js';

describe('the states of a generation', () => {
  it.each<[GenerationStatus, GenerationStatus[]]>([
    ['queued', ['streaming', 'stopped', 'failed']],
    ['streaming', ['queued', 'complete', 'stopped', 'failed']],
    ['complete', []],
    ['stopped', []],
    ['failed', ['queued']],
  ])('%s becomes %j and nothing else', (from, becomes) => {
    expect(generationStatus.options.filter((to) => canTransition(from, to))).toEqual(becomes);
  });

  it.each<[GenerationStatus, boolean, boolean]>([
    ['queued', false, false],
    ['streaming', true, false],
    ['complete', false, true],
    ['stopped', false, true],
    ['failed', false, true],
  ])('%s: live %s, ended %s', (status, live, ended) => {
    expect([isLive(status), isTerminal(status)]).toEqual([live, ended]);
  });
});
