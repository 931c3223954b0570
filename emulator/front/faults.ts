import { setTimeout as sleep } from "node:timers/promises";
import { errorAnswer } from "./answers";
import { AwsError } from "./aws-error";
import { matches } from "./chain";
import type { Answer, AwsCall } from "./rule";

export const FAULT_KINDS = [
  "throttle",
  "error500",
  "error503",
  "reset",
  "delay",
  "lost",
  "fail",
  "hang",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to inject. */
export interface Fault {
  /** The calls it strikes: `ssm:PutParameter`, `ec2:*`, … */
  readonly on: readonly string[];
  /** Only in this region. @default - in all */
  readonly region?: string;
  /** Strikes each n-th matching call. @default 1 */
  readonly every?: number;
  /** Ends after so many strikes. @default - never */
  readonly times?: number;
  /**
   * `reset` cuts the connection before the call has an effect, `lost` after it; `delay` holds the call back and lets it
   * pass. What AWS does after its answer is struck by `fail` and `hang`: a copy of an image fails, or is never done; a
   * parameter keeps its old value without a word (`fail`).
   */
  readonly kind: FaultKind;
  /** How long `delay` holds a call. @default 1000 */
  readonly milliseconds?: number;
}

interface Injected {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** Faults of the network and of AWS, as clients meet them. */
export class Faults {
  readonly #injected = new Set<Injected>();

  /** Adds a fault. @returns a function that removes it */
  inject(fault: Fault): () => void {
    const injected: Injected = { fault, seen: 0, struck: 0 };
    this.#injected.add(injected);
    return () => void this.#injected.delete(injected);
  }

  clear(): void {
    this.#injected.clear();
  }

  /** What is injected now, with the number of strikes so far. */
  all(): readonly (Fault & { readonly struck: number })[] {
    return [...this.#injected].map(({ fault, struck }) => ({ ...fault, struck }));
  }

  /** The fault that strikes this call; counts the call for every fault that means it. */
  strike(call: AwsCall): Fault | undefined {
    let found: Fault | undefined;
    for (const injected of this.#injected) {
      const { fault } = injected;
      if (injected.struck >= (fault.times ?? Infinity) || !means(fault, call)) continue;
      injected.seen += 1;
      if (found !== undefined || injected.seen % (fault.every ?? 1) !== 0) continue;
      injected.struck += 1;
      found = fault;
    }
    return found;
  }
}

function means({ on, region }: Fault, call: AwsCall): boolean {
  return (region === undefined || region === call.region) && matches(on, call);
}

/** Plays a fault. @returns the answer to give, `reset`, or undefined when the call may pass */
export async function play(fault: Fault, call: AwsCall): Promise<Answer | "reset" | undefined> {
  switch (fault.kind) {
    case "reset":
      return "reset";
    case "delay":
      await sleep(fault.milliseconds ?? 1000);
      return undefined;
    case "lost":
    case "fail":
    case "hang":
      return undefined;
    case "throttle":
      return errorAnswer(call, throttled(call));
    case "error500":
      return errorAnswer(call, new AwsError("InternalError", "An internal error has occurred.", 500));
    case "error503":
      return errorAnswer(
        call,
        new AwsError(unavailable(call), "The service is unavailable. Please try again.", 503),
      );
  }
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
function throttled(call: AwsCall): AwsError {
  return call.service === "ec2"
    ? new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503)
    : new AwsError("ThrottlingException", "Rate exceeded");
}

function unavailable(call: AwsCall): string {
  return call.service === "ec2" ? "Unavailable" : "ServiceUnavailable";
}
