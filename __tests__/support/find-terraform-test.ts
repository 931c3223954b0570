import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findTerraform } from "../../emulator/terraform";
import { makeFolder, removeFolder } from "./temporary-folder";

const folder = makeFolder("terraform");
afterAll(() => removeFolder(folder));

function fakeTerraform(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function answering(version: string): string {
  return fakeTerraform(`terraform-${version}`, `echo '{"terraform_version": "${version}"}'`);
}

test("finds `terraform` on the PATH", async () => {
  fakeTerraform("terraform", `echo '{"terraform_version": "1.9.0"}'`);
  expect(await findTerraform({ PATH: `${folder}:/usr/bin:/bin` })).toEqual({
    binary: "terraform",
    version: "1.9.0",
  });
});

test.each(["1.5.0", "1.11.4", "2.0.0"])(
  "takes the binary that TERRAFORM_BINARY_NAME names: %s",
  async (version) => {
    const binary = answering(version);
    expect(await findTerraform({ TERRAFORM_BINARY_NAME: binary })).toEqual({ binary, version });
  },
);

test.each(["1.4.7", "0.15.5"])("refuses Terraform %s", async (version) => {
  expect(await findTerraform({ TERRAFORM_BINARY_NAME: answering(version) })).toEqual({
    missing: expect.stringContaining(
      `Terraform ${version} is too old: 1.5 or newer is needed; install Terraform`,
    ),
  });
});

test("says how to get Terraform where it is not there", async () => {
  expect(await findTerraform({ PATH: "/nowhere" })).toEqual({
    missing: expect.stringMatching(
      /^Terraform is missing: `terraform` is not on the PATH; install Terraform \(https/,
    ),
  });
});

test("says what a binary does that is no Terraform", async () => {
  const binary = fakeTerraform("other", "exit 1");
  expect(await findTerraform({ TERRAFORM_BINARY_NAME: binary })).toEqual({
    missing: expect.stringContaining("does not run (Command failed"),
  });
});
