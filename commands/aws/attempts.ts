import { type AwsProblem, saidBy } from "./failure";

/** Makes a call; undefined where it fails, and then it is among the problems. */
export type Attempt = <T>(operation: string, call: () => Promise<T>) => Promise<T | undefined>;

/** Calls to AWS of which one that fails hides nothing of the others. */
export class Attempts {
  readonly problems: AwsProblem[] = [];

  /** @param where account, and region where the call is about one */
  at(where: Pick<AwsProblem, "accountId" | "region">): Attempt {
    return async (operation, call) => {
      try {
        return await call();
      } catch (error) {
        this.problems.push({ ...where, operation, message: saidBy(error) });
        return undefined;
      }
    };
  }
}
