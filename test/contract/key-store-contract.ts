import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyStore } from '#platform/keys';

/** What every `KeyStore` owes its callers. `make` gives an empty one; `another` is the same as another process has it. */
export function keyStoreContract(
  name: string,
  make: () => Promise<{ store: KeyStore; another: KeyStore; dispose(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: KeyStore;
    let another: KeyStore;
    let dispose: () => Promise<void>;

    beforeAll(async () => ({ store, another, dispose } = await make()));
    afterAll(async () => dispose());

    it('is empty at first', async () => {
      expect(await store.names('')).toEqual([]);
      expect(await store.get('nothing')).toBeNull();
    });

    it('makes a secret once, and gives it to every process', async () => {
      expect(await store.getOrMake('once', async () => 'made first')).toBe('made first');
      expect(await another.getOrMake('once', async () => 'made later')).toBe('made first');
      expect(await another.get('once')).toBe('made first');
    });

    it('makes one of those that are made at the same time', async () => {
      const made = await Promise.all(
        [store, another, store, another].map((one, n) => one.getOrMake('race', async () => `made by ${n}`)),
      );
      expect(new Set(made).size).toBe(1);
      expect(await store.get('race')).toBe(made[0]);
    });

    it('leaves nothing when making fails', async () => {
      const failing = store.getOrMake('failed', async () => Promise.reject(new Error('no luck')));
      await expect(failing).rejects.toThrow('no luck');
      expect(await another.get('failed')).toBeNull();
    });

    it('lists names by their beginning, in order', async () => {
      for (const one of ['list-2', 'list-10', 'list', 'lis', 'a-list']) await store.getOrMake(one, async () => one);
      expect(await another.names('list')).toEqual(['list', 'list-10', 'list-2']);
    });

    it('removes for good, for every process, and the name is free again', async () => {
      await store.getOrMake('gone', async () => 'old');
      await store.remove('gone');
      await another.remove('gone');
      expect([await store.get('gone'), await another.get('gone')]).toEqual([null, null]);
      expect(await store.names('gone')).toEqual([]);
      expect(await another.getOrMake('gone', async () => 'new')).toBe('new');
    });
  });
}
