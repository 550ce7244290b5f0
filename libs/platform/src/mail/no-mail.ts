import { Mail } from './mail.js';

/** Where no mail server is configured. */
export class NoMail extends Mail {
  readonly available = false;

  async send(): Promise<void> {
    throw new Error('No mail server is configured');
  }
}
