const CLEAR = "\r\u001b[K";
/** Milliseconds: what is done sooner needs no progress. */
const PATIENCE = 1_000;

/** One line that says how far a long command is, on a terminal; it is gone at the end. */
export class Progress {
  private readonly begun = Date.now();
  private isShown = false;

  /** @param print to standard error; left out where that is no terminal */
  constructor(private readonly print?: (text: string) => void) {}

  /** Shows how far it is, once a second has passed. */
  show(text: string): void {
    if (this.print && Date.now() - this.begun >= PATIENCE) {
      this.print(`${CLEAR}${text}`);
      this.isShown = true;
    }
  }

  /**
   * Work that shows how much of it is done: `3 of 34 regions read`.
   * @param total how many items there are
   * @param done what is done of them, in words: `regions read`
   */
  counting<T, R>(total: number, done: string, work: (item: T) => Promise<R>): (item: T) => Promise<R> {
    let count = 0;
    return async (item) => {
      const result = await work(item);
      count += 1;
      this.show(`${count} of ${total} ${done}`);
      return result;
    };
  }

  /** Takes the line away. */
  done(): void {
    if (this.isShown) {
      this.print?.(CLEAR);
      this.isShown = false;
    }
  }
}
