import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD_MS = 30_000;

/** RFC 4648 Base32. */
const decoded = (text: string): Buffer => {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
};

/** The time step in force. */
export const stepNow = (): number => Math.floor(Date.now() / PERIOD_MS);

/** The code of a time step: RFC 4226 over RFC 6238, written anew so that the product is not its own witness. */
export const codeOf = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', decoded(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
};

/** Does something that is about a time step, again when the step ended meanwhile. */
export const withinOneStep = async <T>(act: (step: number) => Promise<T>): Promise<T> => {
  for (;;) {
    const step = stepNow();
    const result = await act(step);
    if (stepNow() === step) return result;
  }
};

/** Six digits that are no code of that secret now or soon. */
export const wrongCode = (secret: string): string => {
  const near = new Set(Array.from({ length: 9 }, (_, index) => codeOf(secret, stepNow() - 4 + index)));
  for (let number = 0; ; number++) {
    const code = String(number).padStart(6, '0');
    if (!near.has(code)) return code;
  }
};
