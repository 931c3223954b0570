/** One line of the table. */
export interface Figure {
  /** What is measured, in a few words; never changes once published. */
  readonly name: string;
  /** The measured median. */
  readonly value: number;
  /** The goal. */
  readonly limit: number;
  /** Unit of `value` and `limit`. */
  readonly unit: string;
  /** Whether the goal is a highest or a lowest value. */
  readonly goal: "at most" | "at least";
  /** What the median stands on: the two sides in absolute terms, the number of rounds. */
  readonly detail: string;
}

/** One benchmark: a file in `rows/`, listed in `rows/index.ts`. */
export interface Row {
  /** What is about to be measured, for the progress line. */
  readonly title: string;
  /**
   * Measures; may yield several figures of the same runs.
   * @throws Error when what is compared isn't comparable
   */
  measure(): readonly Figure[] | Promise<readonly Figure[]>;
}

/** Whether a figure meets its goal. */
export function isMet({ value, limit, goal }: Figure): boolean {
  return goal === "at most" ? value <= limit : value >= limit;
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  return (lower + upper) / 2;
}
