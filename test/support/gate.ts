/** Holds a scripted answer at a place until the test opens it. */
export class Gate {
  readonly #opened: Promise<void>;
  #open: () => void = () => undefined;

  constructor() {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }

  async wait(): Promise<void> {
    return this.#opened;
  }
}
