import { devNull } from "node:os";

/** Variables with which every AWS SDK and Terraform would call AWS as someone. */
const CREDENTIALS = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
] as const;

/** What stands in keys that are none: of the emulator, and of tests of moto. */
const DUMMIES: ReadonlySet<string> = new Set(["dummy", "emulator", "mock", "test", "testing"]);
const KEYS: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
]);

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** Real AWS credentials are in the environment; the message has no value of theirs. */
export class RealCredentialsError extends Error {
  override readonly name = "RealCredentialsError";
}

/**
 * Refuses to start where real AWS credentials are in the environment, and nothing says that calls stay on this
 * machine: one forgotten endpoint, and what is meant for the emulator would change an account.
 *
 * @throws RealCredentialsError naming the variables, never what they hold
 */
export function refuseRealCredentials(environment: NodeJS.ProcessEnv): void {
  const found = CREDENTIALS.filter((name) => isReal(name, environment[name]));
  if (found.length > 0 && !isOnThisMachine(environment.AWS_ENDPOINT_URL)) {
    throw new RealCredentialsError(
      `AWS credentials are in the environment (${found.join(", ")}), and this is for AWS on this machine alone: ` +
        `run it without them, \`env ${found.map((name) => `-u ${name}`).join(" ")} COMMAND\`, ` +
        "or set AWS_ENDPOINT_URL to an address of this machine, like http://127.0.0.1:5000",
    );
  }
}

function isReal(name: string, value: string | undefined): boolean {
  return value !== undefined && value !== "" && !(KEYS.has(name) && DUMMIES.has(value.toLowerCase()));
}

function isOnThisMachine(endpoint: string | undefined): boolean {
  return endpoint !== undefined && URL.canParse(endpoint) && LOOPBACK.test(new URL(endpoint).hostname);
}

/**
 * Variables for a child that may call the emulator alone: the caller's, without all that leads to AWS. Files in
 * `~/.aws` are not read, and no proxy is asked for this machine.
 */
export function environmentWithoutAws(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(?:AWS_|no_proxy$)/i.test(name));
  const direct = [environment.NO_PROXY ?? environment.no_proxy, "127.0.0.1", "localhost"]
    .filter(Boolean)
    .join();
  return {
    ...Object.fromEntries(kept),
    NO_PROXY: direct,
    no_proxy: direct,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
