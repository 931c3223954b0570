/** One call to AWS as it reached the front. */
export interface AwsCall {
  /** Position in the call log, from 1. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Signing name: `ec2`, `ssm`, `sts`, `kms`, `ram`, `autoscaling`, … */
  readonly service: string;
  /** Operation name: `CopyImage`, `PutParameter`, … */
  readonly action: string;
  readonly region: string;
  /** Account of the caller, found from its access key. */
  readonly account: string;
  /** Query protocol: flat (`"LaunchPermission.Add.1.UserId": "…"`); JSON protocols: the body. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Kind of the fault that strikes it. @default - none */
  readonly fault?: string;
}

/** What goes back to the caller. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** Passes the call on, to the next rule or to moto; a changed call may be given. */
export type Next = (call?: AwsCall) => Promise<Answer>;

/** One behaviour of AWS that moto lacks. */
export interface Rule {
  /** Short name, as it stands in `emulator/README.md`. */
  readonly name: string;
  /** Where AWS says so. */
  readonly source: string;
  /** The operations it looks at: `ec2:CopyImage`, or `ram:*`. */
  readonly on: readonly string[];
  handle(call: AwsCall, next: Next): Promise<Answer>;
}
