/** What stands in the place of a tool that is not there. */
export interface Missing {
  /** One sentence: what is missing, and how to get it. */
  readonly missing: string;
}

export function isMissing(found: object): found is Missing {
  return "missing" in found;
}

/** Environment variables; only those that are set count. */
export type Environment = Readonly<Record<string, string | undefined>>;
