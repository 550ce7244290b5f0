/** One clear line for what stops a start most often; the whole error for anything else. */
export function startFailure(error: unknown): string {
  const { code, port, path, address } = (error ?? {}) as NodeJS.ErrnoException & { port?: number; address?: string };
  const say = (line: string): string => `\nColloquy can't start: ${line}\n\n`;
  switch (code) {
    case 'EADDRINUSE':
      return say(`port ${port} is in use. Stop what uses it, or start with PORT=${(port ?? 3000) + 1}.`);
    case 'EADDRNOTAVAIL':
      return say(`this machine has no address ${address}. Set HOST to one that it has.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'ENOENT':
    case 'ENOSPC':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return say(
        port
          ? `port ${port} needs rights that this user lacks. Start with PORT=3000.`
          : `${path ?? 'the data folder'} can't be written to. Give this user the right, or set DATA_DIR to another folder.`,
      );
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_BAD_DB_ERROR':
      return say(`the database does not let us in (${code}). Check DATABASE_URL or MYSQL_*.`);
    default:
      return `\nColloquy can't start:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`;
  }
}
