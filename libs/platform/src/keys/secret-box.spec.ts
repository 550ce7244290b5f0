import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { SecretBox } from './secret-box.js';

describe('SecretBox', () => {
  const box = new SecretBox(randomBytes(32));

  it.each(['sk-live-123', '', 'Schlüssel 🔑'])('opens what it sealed: %j', (secret) => {
    expect(box.open(box.seal(secret, 'providers/1'), 'providers/1')).toBe(secret);
  });

  it('seals the same secret differently each time, and shows nothing of it', () => {
    const [first, second] = [box.seal('sk-live-123', 'x'), box.seal('sk-live-123', 'x')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64').includes('sk-live')).toBe(false);
  });

  it('does not open at another place or under another master key', () => {
    const sealed = box.seal('sk-live-123', 'providers/1');
    expect(() => box.open(sealed, 'providers/2')).toThrow();
    expect(() => new SecretBox(randomBytes(32)).open(sealed, 'providers/1')).toThrow();
  });

  it('does not open when any byte was changed, or the end is missing', () => {
    const sealed = Buffer.from(box.seal('sk-live-123', 'x'), 'base64');
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => box.open(changed.toString('base64'), 'x')).toThrow();
    }
    for (const length of [0, 1, 20, sealed.length - 1]) {
      expect(() => box.open(sealed.subarray(0, length).toString('base64'), 'x')).toThrow();
    }
  });
});
