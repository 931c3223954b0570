import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { loadCatalog } from "../../modules";
import { runCommand } from "../unit/commands/runs";
import { withFolder } from "../support/temporary-folder";
import { property } from "./property";
import { fileNameOf, Form, form, textOf } from "./written";

/** An image as this test thinks of it: what each version is, and what each channel names. */
interface Model {
  readonly versions: ReadonlyMap<string, "active" | "released">;
  readonly channels: ReadonlyMap<string, string>;
}

/** One command, with names that may or may not be there. */
interface Step {
  readonly command: "add-version" | "promote" | "release" | "retire" | "rollback";
  readonly version: string;
  readonly channel: string;
  readonly create: boolean;
}

const AMI = "ami-0c3fd0f5d4e7a9b21";
const version = fc.constantFrom("2026.1", "2026.2", "2026.10", "constructor");
const channel = fc.constantFrom("stable", "y");

const step: fc.Arbitrary<Step> = fc.record({
  command: fc.constantFrom("add-version", "promote", "promote", "release", "retire", "rollback"),
  version,
  channel,
  create: fc.boolean(),
});

function argumentsOf({ command, version: to, channel: on, create }: Step): string[] {
  switch (command) {
    case "add-version":
      return [command, "web", to, "--ami", AMI];
    case "promote":
      return [command, "web", on, to, ...(create ? ["--create"] : [])];
    case "rollback":
      return [command, "web", on, "--to", to];
    case "release":
      return ["retire", "web", to, "--release"];
    case "retire":
      return [command, "web", to];
  }
}

/** The image after a command, or undefined where the command is to be refused. */
function after(
  { versions, channels }: Model,
  { command, version: to, channel: on, create }: Step,
): Model | undefined {
  const state = versions.get(to);
  const isNamed = [...channels.values()].includes(to);
  switch (command) {
    case "add-version":
      return state === undefined ? { versions: new Map([...versions, [to, "active"]]), channels } : undefined;
    case "promote":
    case "rollback": {
      const mayMake = command === "promote" && create;
      const isThere = channels.has(on) || mayMake;
      return isThere && state === "active"
        ? { versions, channels: new Map([...channels, [on, to]]) }
        : undefined;
    }
    case "release":
      return state !== undefined && !isNamed
        ? { versions: new Map([...versions, [to, "released"]]), channels }
        : undefined;
    case "retire":
      return state !== undefined && !isNamed && versions.size > 1
        ? { versions: new Map([...versions].filter(([name]) => name !== to)), channels }
        : undefined;
  }
}

function startText(written: Form): string {
  const source = { ami: AMI };
  return textOf(
    {
      namespace: "/golden",
      homeRegion: "us-east-1",
      regions: { "us-east-1": {} },
      images: { web: { versions: { "2026.1": { source } }, channels: { stable: "2026.1" } } },
    },
    written,
  );
}

/** What the file says; no channel names what is gone or let go of, and a version means what it meant. */
function asModel(file: string): Model {
  const { versions = {}, channels = {} } = loadCatalog(file).catalog.images.web ?? {};
  for (const named of Object.values(channels)) {
    expect([named, versions[named]?.state ?? "active"]).toEqual([named, "active"]);
  }
  for (const { source } of Object.values(versions)) {
    expect(source).toEqual({ ami: { "us-east-1": { amiId: AMI } } });
  }
  return {
    versions: new Map(Object.entries(versions).map(([name, { state = "active" }]) => [name, state])),
    channels: new Map(Object.entries(channels)),
  };
}

const counted = { accepted: 0, refused: 0 };

property(
  "promote, rollback, retire and add-version in any order do what they say or nothing, and keep the invariants",
  fc.tuple(form, fc.array(step, { minLength: 1, maxLength: 8 })),
  ([written, steps]) => {
    withFolder("life", (folder) => {
      const file = join(folder, fileNameOf(written));
      writeFileSync(file, startText(written));
      let model: Model = asModel(file);
      for (const one of steps) {
        const expected = after(model, one);
        const { code, errors } = runCommand([...argumentsOf(one), "--file", file]);
        expect([one, code, errors]).toEqual([one, expected ? 0 : 1, expected ? "" : errors]);
        model = expected ?? model;
        expect(asModel(file)).toEqual(model);
        counted[expected ? "accepted" : "refused"] += 1;
      }
      expect(readdirSync(folder)).toEqual([fileNameOf(written)]);
    });
  },
);

test("both good and bad commands were tried", () => {
  process.stderr.write(`commands: ${JSON.stringify(counted)}\n`);
  expect(Math.min(counted.accepted, counted.refused)).toBeGreaterThan(100);
});
