import type { PageData } from "../page-data";
import type { Choices } from "./choices";

/** What all parts of the page share. */
export interface Page extends PageData {
  /** When it was opened: ages are those of that moment. */
  readonly now: Date;
  readonly choices: Choices;
  /** Changes how the lines to paste are written, in all open images. */
  choose(changed: Partial<Choices>): void;
  /** Says something to screen readers. */
  announce(said: string): void;
  /** Opens what a deep link names. */
  visit(image: string, channel?: string): void;
}
