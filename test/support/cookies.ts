import type { ApiAnswer } from './api-client.js';

export interface SetCookie {
  name: string;
  value: string;
  attributes: string[];
}

/** Cookies that an answer sets; attribute names in lower case. */
export const setCookies = (answer: ApiAnswer): SetCookie[] =>
  answer.headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split(';').map((piece) => piece.trim());
    const cut = pair.indexOf('=');
    return {
      name: pair.slice(0, cut),
      value: pair.slice(cut + 1),
      attributes: attributes.map((one) => one.toLowerCase()),
    };
  });
