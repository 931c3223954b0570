import { type Caller, partitionOf } from "../caller";

/** How a request names a parameter: `NAME`, `NAME:3`, `NAME:label`, or the same with an ARN. */
export interface ParameterReference {
  /** As the request wrote it. */
  readonly text: string;
  readonly name: string;
  /** Version or label, without the colon. */
  readonly selector?: string;
  /** The caller's account, unless an ARN names another. */
  readonly owner: Caller;
  readonly isArn: boolean;
}

const ARN = /^arn:aws[\w-]*:ssm:([a-z0-9-]+):(\d{12}|):parameter(\/[^:]+)(?::([^:]+))?$/;
const NAME = /^([^:]+)(?::([^:]+))?$/;

/** A name of one level stands in an ARN behind the same slash that begins a name of several. */
function nameInArn(path: string): string {
  return path.lastIndexOf("/") === 0 ? path.slice(1) : path;
}

/**
 * Reads a reference; a public parameter's ARN has an empty account and is read as the caller's.
 * @returns `undefined` when it is neither a name nor the ARN of a parameter
 */
export function parseReference(text: string, caller: Caller): ParameterReference | undefined {
  const arn = ARN.exec(text);
  if (arn) {
    const [, region = "", account = "", path = "", selector] = arn;
    const owner = { account: account === "" ? caller.account : account, region };
    return { text, name: nameInArn(path), selector, owner, isArn: true };
  }
  const name = text.startsWith("arn:") ? undefined : NAME.exec(text);
  return name ? { text, name: name[1] ?? "", selector: name[2], owner: caller, isArn: false } : undefined;
}

/** `name` or `name:selector`, as the owner's account reads it. */
export function localName({ name, selector }: ParameterReference): string {
  return selector === undefined ? name : `${name}:${selector}`;
}

/** ARN of a parameter; a leading slash of the name is not doubled. */
export function parameterArn({ account, region }: Caller, name: string): string {
  return `arn:${partitionOf(region)}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
}
