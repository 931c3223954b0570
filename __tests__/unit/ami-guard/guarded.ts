import { App, Aspects, TerraformDataSource, TerraformResource, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { AmiGuard, AmiGuardProps } from "../../../modules/ami-guard";

/** What the guard says of one construct. */
export interface Said {
  readonly level: "error" | "warn";
  readonly path: string;
  readonly rule: string;
  /** `attribute` of `address`. */
  readonly attribute: string;
  readonly value: string;
  readonly message: string;
}

const LEVELS: Readonly<Record<string, Said["level"]>> = { "@cdktf/error": "error", "@cdktf/warn": "warn" };

/** What the guard says of an app with one stack named `Stack`. */
export function guarded(build: (stack: TerraformStack) => void, props?: AmiGuardProps): Said[] {
  const app = new App({ stackTraces: false });
  const stack = new TerraformStack(app, "Stack");
  build(stack);
  return guardedStack(app, stack, props);
}

/** What the guard says of a stack, in the order of the tree. */
export function guardedStack(app: App, stack: TerraformStack, props?: AmiGuardProps): Said[] {
  Aspects.of(app).add(new AmiGuard(props));
  Testing.synth(stack);
  return stack.node.findAll().flatMap((construct) =>
    construct.node.metadata.flatMap(({ type, data }) => {
      const level = LEVELS[type];
      return level === undefined ? [] : [said(level, construct.node.path, String(data))];
    }),
  );
}

function said(level: Said["level"], path: string, message: string): Said {
  const parts = /^\[([\w-]+)\] `([^`]+)` of (\S+) (?:is "([^"]*)")?/.exec(message);
  return {
    level,
    path,
    rule: parts?.[1] ?? "",
    attribute: `${parts?.[3]} ${parts?.[2]}`,
    value: parts?.[4] ?? "",
    message,
  };
}

/** Rule, attribute and value of each finding, in the order of the tree. */
export function found(build: (stack: TerraformStack) => void, props?: AmiGuardProps): string[] {
  return guarded(build, props).map(({ rule, attribute, value }) => `${rule} ${attribute} ${value}`.trim());
}

/** A resource of any type, with arguments as Terraform's JSON has them. */
export function resource(
  scope: Construct,
  type: string,
  id: string,
  given: Readonly<Record<string, unknown>>,
): TerraformResource {
  const made = new TerraformResource(scope, id, { terraformResourceType: type });
  Object.entries(given).forEach(([name, value]) => made.addOverride(name, value));
  return made;
}

/** A data source of any type, with arguments as Terraform's JSON has them. */
export function dataSource(
  scope: Construct,
  type: string,
  id: string,
  given: Readonly<Record<string, unknown>>,
): TerraformDataSource {
  const made = new TerraformDataSource(scope, id, { terraformResourceType: type });
  Object.entries(given).forEach(([name, value]) => made.addOverride(name, value));
  return made;
}
