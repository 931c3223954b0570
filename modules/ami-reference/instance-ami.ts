import { TerraformResourceLifecycle } from "cdktf";
import { Checks } from "../support";

/** What a parameter that moves does to an instance. */
export interface InstanceAmiProps {
  /**
   * Whether a parameter that moves replaces the instance at the next apply. Without it the instance
   * keeps the AMI that it was launched from, until someone replaces it (`terraform apply -replace=…`):
   * the parameter is moved by others, and an instance may hold data. The resource's address is the
   * same for both.
   * @default false
   */
  readonly replaceOnAmiChange?: boolean;
  /** The rest of the instance's lifecycle. @default - none */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** Properties of an `aws_instance`, to be spread into it. */
export interface InstanceAmi {
  /** ID of the AMI that the parameter names at plan. */
  readonly ami: string;
  /** What was given, and that the AMI is ignored where the instance shall keep it. @default - none */
  readonly lifecycle?: TerraformResourceLifecycle;
}

const AMI = "ami";

/** Adds to `checks` where the lifecycle contradicts `replaceOnAmiChange`. */
export function checkInstanceAmi(checks: Checks, { replaceOnAmiChange, lifecycle }: InstanceAmiProps): void {
  const ignored = lifecycle?.ignoreChanges;
  if (replaceOnAmiChange && (ignored === "all" || ignored?.includes(AMI))) {
    checks.refuse("replaceOnAmiChange", replaceOnAmiChange, {
      code: "LIFECYCLE_IGNORES_AMI",
      allowed: "`lifecycle.ignoreChanges` holds the AMI",
      fix: `take ${ignored === "all" ? '"all"' : '"ami"'} out of \`lifecycle.ignoreChanges\`, or leave \`replaceOnAmiChange\` out`,
    });
  }
}

/** @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle */
export function instanceAmi(ami: string, { replaceOnAmiChange, lifecycle }: InstanceAmiProps): InstanceAmi {
  if (replaceOnAmiChange) {
    return { ami, lifecycle };
  }
  const ignored = lifecycle?.ignoreChanges ?? [];
  return {
    ami,
    lifecycle: {
      ...lifecycle,
      ignoreChanges: ignored === "all" ? ignored : [...new Set([...ignored, AMI])],
    },
  };
}
