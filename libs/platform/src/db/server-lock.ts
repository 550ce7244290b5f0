import Database from 'better-sqlite3';
import { ConfigError } from '../config/index.js';
import { codeOf } from '../errors/code-of.js';

/**
 * Makes sure that one server at a time uses a data directory. The lock is SQLite's own on a file beside the database:
 * the operating system gives it back when the process dies, however it dies.
 * @returns a function that gives the lock back
 * @throws ConfigError when another server has it
 */
export function lockServer(databasePath: string): () => void {
  const lock = new Database(`${databasePath}.lock`, { timeout: 1000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (codeOf(error) === 'SQLITE_BUSY') {
      throw new ConfigError(`  Another server uses ${databasePath}: stop it, or set DATA_DIR to another folder`);
    }
    throw error;
  }
  return () => {
    lock.close();
  };
}
