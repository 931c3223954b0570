import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { AmiCatalogErrorCode } from "../../modules";
import { caught, synthStack, Template } from "../support/template";
import { REGION } from "./values";

type Build = (stack: TerraformStack) => void;

/** What `build` adds to a stack named `Stack`, whose AWS provider is in the region. */
export function inRegion(region: string, build: Build): Template {
  return synthStack((stack) => {
    new AwsProvider(stack, "Aws", { region });
    build(stack);
  });
}

/** The same in the region that the tests take where none matters. */
export function synthesized(build: Build): Template {
  return inRegion(REGION, build);
}

/** A string that only Terraform knows. */
export function token(stack: TerraformStack, name: string): string {
  return new TerraformVariable(stack, name, { type: "string" }).stringValue;
}

/** A list that only Terraform knows. */
export function listToken(stack: TerraformStack, name: string): string[] {
  return new TerraformVariable(stack, name, { type: "list(string)" }).listValue;
}

export interface Refusal {
  readonly code: AmiCatalogErrorCode;
  readonly path: string;
  readonly prop: string;
  readonly value: unknown;
  /** Part of the message that says what to do. */
  readonly wayOut: string;
}

/** Expects that `build` is refused for these reasons, in this order, and for no other. */
export function expectRefused(build: Build, ...refusals: Refusal[]): void {
  expectRefusedIn(REGION, build, ...refusals);
}

export function expectRefusedIn(region: string, build: Build, ...refusals: Refusal[]): void {
  const { code, problems, message } = caught(() => inRegion(region, build));
  expect(problems.map(({ code, path, prop, value }) => ({ code, path, prop, value }))).toEqual(
    refusals.map(({ code, path, prop, value }) => ({ code, path, prop, value })),
  );
  expect(code).toBe(refusals[0]?.code);
  for (const { path, prop, wayOut } of refusals) {
    expect(message).toContain(`${path}: \`${prop}\``);
    expect(message).toContain(wayOut);
  }
}
