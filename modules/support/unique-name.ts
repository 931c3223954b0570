import { createHash } from "node:crypto";
import { Fn, Token } from "cdktf";

const MAX_LENGTH = 128;
const DIGITS = 8;

/**
 * A name for an AMI that differs wherever one of `inputs` differs. Terraform creates a replacement
 * before it destroys the old AMI, and EC2 takes a name only once in an account and region.
 * Inputs that only Terraform knows are hashed by Terraform. A name that only Terraform knows is
 * neither cut nor hashed: it stands there in full.
 * @param inputs every argument whose change replaces the AMI
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (`InvalidAMIName.Duplicate`)
 */
export function uniqueAmiName(name: string, inputs: readonly (string | boolean | undefined)[]): string {
  const parts = (Token.isUnresolved(name) ? inputs : [name, ...inputs]).map((input) => `${input ?? ""}`);
  if (parts.some((part) => Token.isUnresolved(part))) {
    return `${shortened(name)}-${Token.asString(Fn.substr(Fn.sha256(Fn.join("\n", parts)), 0, DIGITS))}`;
  }
  return `${shortened(name)}-${createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, DIGITS)}`;
}

function shortened(name: string): string {
  return Token.isUnresolved(name) ? name : name.slice(0, MAX_LENGTH - DIGITS - 1);
}
