import { createStore } from './store.js';

/** Somebody who is asked to show once more who they are; `settle(false)`: they would rather not. */
export interface StepUp {
  settle(confirmed: boolean): void;
}

/** The question that is open, if any; a dialog of the shell watches it. */
export const stepUpStore = createStore<StepUp | undefined>(undefined);

/** Whether the server demands a second factor of this account before anything else. */
export const enrolmentStore = createStore(false);

let asking: Promise<boolean> | undefined;

/** Asks the person to confirm that it is them. Calls that need it at the same time share one question. */
export function confirmIdentity(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => stepUpStore.set({ settle: resolve })).finally(() => {
    asking = undefined;
    stepUpStore.set(undefined);
  });
  return asking;
}
