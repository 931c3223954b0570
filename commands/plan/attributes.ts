/** Attributes of a resource, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** A text that is known, and not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `web_Version-1_Copy_0A1B2C3D` of `aws_ami_copy.web_Version-1_Copy_0A1B2C3D`. */
export function nameOf(address: string): string {
  return address.slice(address.indexOf(".") + 1);
}
