/**
 * Where the server keeps secrets of its own making. Every process of an installation sees the same ones; what is
 * made for the first time is made once, also by processes that start together (rulings 17).
 */
export abstract class KeyStore {
  /** The secret of this name, or the one that `make` gives, from now on. Names: `[a-z0-9-]+`. */
  abstract getOrMake(name: string, make: () => Promise<string>): Promise<string>;
}
