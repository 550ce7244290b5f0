// npm run services:up | services:down | services:status
import { down, names, pidOf, readEnv, up } from './services-lib.mjs';

const commands = {
  async up() {
    const started = Date.now();
    console.log(JSON.stringify(await up(), null, 2));
    console.log(`Up after ${((Date.now() - started) / 1000).toFixed(1)} s; written to .services/env.json.`);
  },
  async down() {
    await down();
    console.log('Down, and the data is gone; the logs are in .services/.');
  },
  status() {
    for (const name of names) console.log(`${name.padEnd(10)} ${pidOf(name) ?? 'down'}`);
    console.log(JSON.stringify(readEnv(), null, 2));
  },
};

const command = commands[process.argv[2]];
if (!command) {
  console.error('Say up, down or status.');
  process.exit(2);
}
try {
  await command();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
