import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, otpauthUrl, stepOf } from './totp.js';

/** "12345678901234567890" in Base32: the secret of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('R7 codes of RFC 6238', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d s it is %s (appendix B, the last six digits)', (seconds, code) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('the neighbours of the step in force are good too, and no others', () => {
    const [step, code] = [Math.floor(1_234_567_890 / 30), '005924'];
    const accepted = (seconds: number): number | null => stepOf(SECRET, code, at(seconds));
    expect([(step - 1) * 30, (step + 2) * 30 - 1].map(accepted)).toEqual([step, step]);
    expect([(step - 1) * 30 - 1, (step + 2) * 30].map(accepted)).toEqual([null, null]);
  });

  it.each(['', '28708', '2870820', '28708x', ' 287082', '２８７０８２'])('%j is no code', (code) => {
    expect(stepOf(SECRET, code, at(59))).toBeNull();
  });

  it('a secret has 160 bits, is another each time, and its address names server and account', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const url = new URL(otpauthUrl(secret, 'ana', 'chat.example.org:3000'));
    expect([url.protocol, url.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(url.pathname)).toBe('/Colloquy:ana@chat.example.org:3000');
    expect(url.searchParams.get('secret')).toBe(secret);
    expect(url.searchParams.get('issuer')).toBe('Colloquy');
  });
});
