import { Command } from 'commander';
import { RotateKeys } from '../../auth/rotate-keys.js';
import { withServices } from '../command-line.module.js';

/** `colloquy keys rotate`: a new signing key, without anybody having to sign in again (R3). */
export const keysRotate = (): Command =>
  new Command('rotate')
    .description('Sign with a new key; what the former one signed stays valid until it ends')
    .action(async () => {
      const { kid, formerUntil } = await withServices((app) => app.get(RotateKeys).run());
      console.log(`The signing key is now ${kid}.`);
      console.log('Running servers take it up within a minute, without a restart.');
      if (formerUntil) console.log(`Tokens of the former key stay valid until ${formerUntil.toISOString()} at most.`);
    });
