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

  /** Takes the line away. */
  done(): void {
    if (this.isShown) {
      this.print?.(CLEAR);
      this.isShown = false;
    }
  }
}
