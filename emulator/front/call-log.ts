import type { AwsCall } from "./rule";
import { matches } from "./chain";

/** One call as the log keeps it. */
export interface LoggedCall extends Pick<
  AwsCall,
  "id" | "time" | "service" | "action" | "region" | "account" | "params"
> {
  /** Milliseconds since the epoch; absent while the call is under way. */
  ended?: number;
  /** HTTP status; 0 when an injected fault cut the connection before the call had an effect. */
  status?: number;
  /** Kind of the fault that was injected. */
  fault?: string;
}

/** Is told of a call: `ended` says whether it has been answered. */
export type Watcher = (call: LoggedCall) => void;

/** Conditions, all of which a call must meet. */
export interface CallFilter {
  /** `ssm:PutParameter`, `ec2:*`, … */
  readonly on?: readonly string[];
  readonly account?: string;
  readonly region?: string;
  readonly status?: number;
}

/** Every call that reached the front, in the order of arrival. */
export class CallLog {
  #calls: LoggedCall[] = [];
  readonly #watchers = new Set<Watcher>();

  /** Is told of each call when it has come, and when it has been answered. @returns a function that ends this */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  add(call: AwsCall): LoggedCall {
    const { id, time, service, action, region, account, params } = call;
    const logged: LoggedCall = { id, time, service, action, region, account, params };
    this.#calls.push(logged);
    this.#tell(logged);
    return logged;
  }

  /** Notes the end of a call. @param status 0 when the connection is cut */
  end(logged: LoggedCall, status: number): void {
    logged.ended = Date.now();
    logged.status = status;
    this.#tell(logged);
  }

  #tell(call: LoggedCall): void {
    for (const watcher of this.#watchers) watcher(call);
  }

  all(): readonly LoggedCall[] {
    return [...this.#calls];
  }

  filter({ on, account, region, status }: CallFilter): readonly LoggedCall[] {
    return this.#calls.filter(
      (call) =>
        (on === undefined || matches(on, call)) &&
        (account === undefined || call.account === account) &&
        (region === undefined || call.region === region) &&
        (status === undefined || call.status === status),
    );
  }

  clear(): void {
    this.#calls = [];
  }
}
