import { readFileSync } from "node:fs";

const { version } = JSON.parse(readFileSync(require.resolve("@cdktf/provider-aws/package.json"), "utf8")) as {
  readonly version: string;
};

/** Whether the installed bindings are of AWS provider 6, where resources take a region: those from version 21 on. */
export const PROVIDER_6 = Number(version.split(".")[0]) >= 21;
