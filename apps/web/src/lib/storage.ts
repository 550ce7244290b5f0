/** Browser storage that may be switched off, full, or hold something old: then it is as if nothing were there. */
function area(pick: () => Storage) {
  return {
    read(key: string): string | null {
      try {
        return pick().getItem(`colloquy.${key}`);
      } catch {
        return null;
      }
    },
    /** Stores a value; `null` removes it. */
    write(key: string, value: string | null): void {
      try {
        if (value === null) pick().removeItem(`colloquy.${key}`);
        else pick().setItem(`colloquy.${key}`, value);
      } catch {
        // Private window or full: the page works without.
      }
    },
  };
}

/** Kept on this device. */
export const deviceStorage = area(() => localStorage);
/** Kept for this tab, over reloads. */
export const tabStorage = area(() => sessionStorage);
