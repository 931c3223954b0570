import type { AwsCall } from "./rule";
import { matches } from "./chain";

/** One call as the log keeps it. */
export interface LoggedCall extends Pick<
  AwsCall,
  "id" | "time" | "service" | "action" | "region" | "account" | "params"
> {
  /** Milliseconds since the epoch; absent while the call is under way. */
  ended?: number;
  /** HTTP status; 0 when an injected fault cut the connection. */
  status?: number;
  /** Kind of the fault that was injected. */
  fault?: string;
}

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

  add(call: AwsCall): LoggedCall {
    const { id, time, service, action, region, account, params } = call;
    const logged: LoggedCall = { id, time, service, action, region, account, params };
    this.#calls.push(logged);
    return logged;
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
