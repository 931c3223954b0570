import type { Stage } from "./stage";

/** What the deploy under the fault has come to. */
export interface Struck {
  /** Whether it ended well, as far as it says. */
  readonly done: boolean;
  /** Whether a further deploy is known to be refused until `adopt` has run. @default false */
  readonly refused?: boolean;
  /** What happened, in a few words for the table. */
  readonly note: string;
}

/** A fault, and the deploy that meets it. What must hold afterwards is the same for all. */
export interface FaultCase {
  /** What is injected; never changes once published. */
  readonly name: string;
  /** Whether it is among the tests of every change, and not in the benchmark alone. */
  readonly tested: boolean;
  /** Whether the deploys are those of `cdktf`. @default false */
  readonly byCdktf?: boolean;
  /** Injects the fault and deploys. @throws Error where what is promised of the deploy itself doesn't hold */
  strike(stage: Stage): Promise<Struck>;
}

/** What has become of it. */
export interface Outcome {
  readonly name: string;
  readonly note: string;
  /** What led to an empty plan. */
  readonly way: "the same deploy" | "the next deploy" | "adopt, and the next deploy" | "none";
  /** What must never be, and was. */
  readonly lost: readonly string[];
}

/** The catalog that most faults meet. */
export const FIRST = { versions: ["1"], stable: "1" } as const;
