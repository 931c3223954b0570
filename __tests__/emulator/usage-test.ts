import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../commands/run";
import { type Emulator, startEmulator } from "../../emulator";
import { makeFolder, removeFolder } from "../support/temporary-folder";
import { runAsking } from "../unit/commands/runs";
import {
  type Amis,
  CATALOG,
  CONSUMER,
  Desk,
  HOME,
  makeWorld,
  OTHER,
  PLATFORM,
  ROLE,
  shown,
  type UsageDocument,
  USES_OF_1,
  USES_OF_2,
} from "./usage-support";

let emulator: Emulator;
let folder: string;
let amis: Amis;
/** Number of the last call that made what is looked for. */
let seeded: number;

beforeAll(async () => {
  emulator = await startEmulator();
  Object.assign(process.env, emulator.environment());
  folder = makeFolder("usage");
  writeFileSync(join(folder, "catalog.yaml"), CATALOG);
  amis = await makeWorld(emulator);
  seeded = emulator.calls.all().at(-1)?.id ?? 0;
}, 60_000);

afterAll(async () => {
  removeFolder(folder);
  await emulator.stop();
});

function file(): string {
  return join(folder, "catalog.yaml");
}

async function usage(...args: string[]) {
  const { code, output } = await runAsking(["usage", "web", ...args, "--file", file(), "--json"]);
  return { code, document: JSON.parse(output) as UsageDocument };
}

function answers({ versions }: UsageDocument): Record<string, string> {
  return Object.fromEntries(versions.map(({ version, answer }) => [version, answer]));
}

describe("usage", () => {
  afterEach(() => {
    emulator.faults.clear();
    emulator.settings.imageReferences = false;
  });

  test("finds what refers to each version, in all regions and accounts, by its own look-ups", async () => {
    const { code, document } = await usage("--role", ROLE);
    expect(code).toBe(0);
    expect(answers(document)).toEqual({ 0: "unknown", 1: "no", 2: "no", 3: "unknown" });
    expect(["1", "2", "3"].map((version) => shown(document, version))).toEqual([USES_OF_1, USES_OF_2, []]);
    expect(document).toMatchObject({
      accounts: [
        { id: PLATFORM, role: null },
        { id: CONSUMER, role: ROLE },
      ],
      regions: [HOME, OTHER],
      notLookedAt: [],
      problems: [],
    });
    expect(document.withoutReferencesOfEc2).toHaveLength(4);
  });

  test("finds the same, and older versions of templates, where EC2 tells the references", async () => {
    emulator.settings.imageReferences = true;
    const described = () => emulator.calls.filter({ on: ["ssm:DescribeParameters"] }).length;
    const before = described();
    const { document } = await usage("--role", ROLE);
    expect(document.withoutReferencesOfEc2).toEqual([]);
    expect(described()).toBe(before);
    expect(["1", "2"].map((version) => shown(document, version))).toEqual([USES_OF_1, USES_OF_2]);
    expect(document.versions[0]).toMatchObject({
      version: "3",
      answer: "yes",
      references: [{ type: "launch template", id: expect.stringMatching(/^lt-/), use: "older" }],
    });
  });

  test("only reads, by the actions that its page names", () => {
    const page = readFileSync(join(__dirname, "..", "..", "docs", "usage.md"), "utf8");
    const made = emulator.calls.all().filter(({ id }) => id > seeded);
    expect(made.filter(({ action }) => !/^(Describe|Get|AssumeRole$)/.test(action))).toEqual([]);
    const actions = new Set(made.map(({ service, action }) => `${service}:${action}`));
    expect([...actions].filter((action) => !page.includes(action))).toEqual(["sts:GetCallerIdentity"]);
  });

  test("doesn't know where an account that may launch the image isn't looked at", async () => {
    const { code, document } = await usage("3");
    expect({ code, answers: answers(document), not: document.notLookedAt }).toEqual({
      code: 0,
      answers: { 3: "unknown" },
      not: [CONSUMER],
    });
    const { output } = await runAsking(["usage", "web", "3", "--file", file()]);
    expect(output).toContain("May web 3 be retired? Not known: ");
    expect(output).toContain(`--role arn:aws:iam::${CONSUMER}:role/NAME`);
  });

  test("reads from the AMIs who may launch them, where the file doesn't say it", async () => {
    const unshared = join(folder, "unshared.yaml");
    writeFileSync(unshared, CATALOG.replace(/shareWith.*\n/, ""));
    const { output } = await runAsking(["usage", "web", "3", "--file", unshared, "--json"]);
    expect((JSON.parse(output) as UsageDocument).notLookedAt).toEqual([CONSUMER]);
  });

  test("takes the word of EC2's usage reports for accounts that aren't looked at", async () => {
    const platform = await Desk.at(emulator, PLATFORM, OTHER);
    await platform.usageReport(amis[OTHER]?.["1"] ?? "");
    const { document } = await usage("1");
    const date = new Date().toISOString().slice(0, 10);
    expect(document.reports).toEqual([{ region: OTHER, amiId: amis[OTHER]?.["1"] ?? "", date }]);
    expect(shown(document, "1")).toEqual([
      USES_OF_1[0],
      `${CONSUMER} ${OTHER} account ${CONSUMER}: names: 1 instance, by EC2's usage report of ${date}`,
    ]);
    const { output } = await runAsking(["usage", "web", "1", "--file", file()]);
    expect(output).toContain(`EC2's usage reports were read, of ${date} in ${OTHER}: `);
    expect((await usage("1", "--role", ROLE)).document.reports).toEqual([]);
  });

  test.each([
    [["1", "--fail-on", "used"], 1, "VERSION_USED"],
    [["3", "--fail-on", "used"], 0, undefined],
    [["3", "--fail-on", "used,unknown"], 1, "VERSION_USE_UNKNOWN"],
    [["3", "--fail-on", "used,unknown", "--role", ROLE], 0, undefined],
    [["9"], 1, "VERSION_UNKNOWN"],
    [["--fail-on", "use"], 2, "USAGE"],
    [["--role", "arn:aws:iam::222222222222:user/me"], 2, "USAGE"],
    [["--role", ROLE, "--role", `${ROLE}-2`], 2, "USAGE"],
    [["--role", ROLE.replace(CONSUMER, PLATFORM)], 2, "USAGE"],
  ])("%j ends with code %i", async (args, wanted, error) => {
    emulator.settings.imageReferences = true;
    const { code, document } = await usage(...args);
    expect({ code, error: document.errors[0]?.code }).toEqual({ code: wanted, error });
  });

  test("shows all that it knows where a region fails, and ends with code 2", async () => {
    emulator.faults.inject({ on: ["ec2:DescribeInstances"], kind: "error500", region: OTHER });
    const { code, document } = await usage("--role", ROLE, "--fail-on", "unknown");
    expect({ code, errors: document.errors }).toMatchObject({
      code: 2,
      errors: [{ code: "AWS_INCOMPLETE" }],
    });
    expect(answers(document)).toEqual({ 0: "unknown", 1: "no", 2: "no", 3: "unknown" });
    expect(shown(document, "1")).toEqual(USES_OF_1.filter((line) => !line.includes("instance old")));
    expect(document.problems).toMatchObject([
      { accountId: PLATFORM, region: OTHER, operation: "ec2:DescribeInstances" },
      { accountId: CONSUMER, region: OTHER, operation: "ec2:DescribeInstances" },
    ]);
  });

  test("goes on where a role can't be assumed", async () => {
    emulator.faults.inject({ on: ["sts:AssumeRole"], kind: "error500" });
    const { code, document } = await usage("3", "--role", ROLE);
    expect({ code, answers: answers(document) }).toEqual({ code: 2, answers: { 3: "unknown" } });
    expect(document.problems).toMatchObject([{ accountId: CONSUMER, operation: "sts:AssumeRole" }]);
  });

  test("says that nothing is published where the credentials are of another account", async () => {
    const { accessKeyId, secretAccessKey, sessionToken = "" } = await emulator.credentials(CONSUMER);
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    });
    const { code, document } = await usage("3");
    process.env = before;
    expect({ code, error: document.errors[0] }).toMatchObject({
      code: 2,
      error: { code: "IMAGE_UNPUBLISHED", value: CONSUMER },
    });
  });

  test("shows progress on a terminal after a second, and takes it away", async () => {
    emulator.faults.inject({ on: ["ec2:DescribeInstances"], kind: "delay", milliseconds: 1_000, times: 1 });
    let errors = "";
    const code = await run(["usage", "web", "3", "--file", file()], {
      env: {},
      print: () => undefined,
      printError: (text) => (errors += text),
      colours: false,
      isTerminal: true,
    });
    expect(code).toBe(0);
    expect(errors).toMatch(
      /\r\u001b\[K2 of 2 regions and accounts looked at\r[^]*regions' usage reports read\r\u001b\[K$/,
    );
  });
});

describe("retire --check-usage", () => {
  test("refuses what is used, and tells by whom", async () => {
    const args = ["retire", "web", "1", "--check-usage", "--role", ROLE, "--file", file()];
    const { code, output, errors } = await runAsking(args);
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining("web 1 is still used; ") });
    expect(output).toContain("(old server)");
    expect(readFileSync(file(), "utf8")).toBe(CATALOG);
  });

  test("warns where it isn't known, and retires what nobody uses", async () => {
    const args = ["retire", "web", "3", "--release", "--dry-run", "--check-usage", "--file", file()];
    const warned = await runAsking(args);
    expect(warned).toMatchObject({
      code: 0,
      output: expect.stringContaining("WARNING: it may still be used."),
    });
    emulator.settings.imageReferences = true;
    const { code, output } = await runAsking([...args, "--role", ROLE]);
    emulator.settings.imageReferences = false;
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("web 3 is released.") });
    expect(output).not.toContain("WARNING");
  });
});

test("cost --aws takes the sizes of the volumes from AWS", async () => {
  const { code, output } = await runAsking(["cost", "--aws", "--file", file(), "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    regions: [
      { name: HOME, amis: { whole: 0, source: 3 }, storedGiB: 0, movedOutGiB: { [OTHER]: 30 } },
      { name: OTHER, amis: { whole: 3, source: 0 }, storedGiB: 30, movedOutGiB: {} },
    ],
    problems: [],
  });
  emulator.faults.inject({ on: ["ssm:GetParametersByPath"], kind: "error500", region: OTHER });
  const failed = await runAsking(["cost", "--aws", "--file", file(), "--json"]);
  const filled = await runAsking(["cost", "--aws", "--size-gib", "7", "--file", file(), "--json"]);
  emulator.faults.clear();
  expect(failed.code).toBe(2);
  expect(JSON.parse(failed.output)).toMatchObject({
    errors: [{ code: "AWS_INCOMPLETE" }],
    regions: [
      { name: HOME, movedOutGiB: null },
      { name: OTHER, storedGiB: null },
    ],
    problems: [{ accountId: PLATFORM, region: OTHER, operation: "ssm:GetParametersByPath" }],
  });
  expect(JSON.parse(filled.output)).toMatchObject({
    regions: [{ movedOutGiB: { [OTHER]: 21 } }, { storedGiB: 21 }],
    problems: [{ region: OTHER }],
  });
});
