import type { Place } from "./account";
import { type AwsProblem, saidBy } from "./failure";

/** Calls in one account and region: one that fails hides nothing of the others. */
export class Attempts {
  readonly problems: AwsProblem[] = [];

  constructor(private readonly place: Place) {}

  /** What the call yields; undefined where it fails, and then it is among the problems. */
  async run<T>(operation: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      const { account, region } = this.place;
      this.problems.push({ accountId: account.id, region, operation, message: saidBy(error) });
      return undefined;
    }
  }
}
