/**
 * Where the server keeps secrets of its own making. Every process of an installation sees the same ones; what is
 * made for the first time is made once, also by processes that start together (rulings 17). Names: `[a-z0-9-]+`.
 */
export abstract class KeyStore {
  /** The secret of this name, or the one that `make` gives, from now on. */
  abstract getOrMake(name: string, make: () => Promise<string>): Promise<string>;

  /** The secret of this name; null when there is none. */
  abstract get(name: string): Promise<string | null>;

  /** Names of the secrets that begin so, in alphabetical order. */
  abstract names(prefix: string): Promise<string[]>;

  /** Throws a secret away for good; one that is not there is no fault. */
  abstract remove(name: string): Promise<void>;
}
