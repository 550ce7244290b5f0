import type { INestApplication } from '@nestjs/common';

const GRACE_MS = 20_000;

/** On SIGTERM or Ctrl-C: take no more jobs, hand over answers, close the sockets, then the database. A second signal ends it at once. */
export function stopOnSignals(app: INestApplication): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `Stopping after ${signal} failed: ${error instanceof Error ? error.stack : String(error)}\n`,
        );
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
