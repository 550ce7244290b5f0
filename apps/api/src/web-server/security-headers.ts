import type { RequestHandler } from 'express';
import type { Config } from '#platform/config';
import helmet from 'helmet';

/**
 * What a page of ours may do: run our scripts, and nothing from elsewhere. Styles may be inline, as KaTeX, Shiki and
 * Mermaid need (rulings 26); images come from us alone, so that model output can't leak by an image's address.
 */
export function securityHeaders(config: Config): RequestHandler {
  const { host } = new URL(config.publicUrl);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", `${config.secure ? 'wss' : 'ws'}://${host}`],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: config.secure,
  });
}
