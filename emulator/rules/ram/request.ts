import { AwsError } from "../../front/aws-error";
import { text } from "../../front/call";
import type { AwsCall } from "../../front/rule";

/** One RAM call and its parameters. */
export class RamRequest {
  constructor(readonly call: AwsCall) {}

  text(name: string): string | undefined {
    return text(this.call, name);
  }

  /** @throws AwsError MissingRequiredParameterException */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) {
      throw new AwsError("MissingRequiredParameterException", `The parameter ${name} is required.`);
    }
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value === "true";
  }

  list(name: string): readonly string[] {
    const value = this.call.params[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** `[{"key": …, "value": …}]` */
  tags(name: string): ReadonlyMap<string, string> {
    const value = this.call.params[name];
    const tags: readonly { readonly key?: unknown; readonly value?: unknown }[] = Array.isArray(value)
      ? value
      : [];
    return new Map(tags.map((tag) => [String(tag.key), String(tag.value ?? "")]));
  }
}
