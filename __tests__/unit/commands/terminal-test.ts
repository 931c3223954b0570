import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../../commands/commands";
import { run as runCatalog } from "../../../commands/run";
import { ofThisProcess } from "../../../commands/surroundings";
import { makeFolder, removeFolder } from "../../support/temporary-folder";
import { git } from "./git";
import { runAsking } from "./runs";
import { pretending } from "./terraform-double";

const EXAMPLE = join(__dirname, "..", "..", "..", "catalog.yaml");
const PLAN = {
  format_version: "1.2",
  planned_values: {},
  resource_changes: [
    {
      address: "aws_ami_copy.it",
      mode: "managed",
      type: "aws_ami_copy",
      change: { actions: ["delete"], before: { tags: { Name: "web-1" } }, after: null },
    },
  ],
};

/**
 * For each command what ends with 0, with 1 and with 2. None of the first where AWS has to answer, and none of the
 * second where the rules refuse nothing.
 */
const RUNS: Readonly<
  Record<string, readonly [done: string | undefined, refused: string | undefined, wrong: string]>
> = {
  check: ["check", "check --file broken.yaml", "check --file missing.yaml"],
  list: ["list", "list --file broken.yaml", "list al2023-arm64"],
  show: ["show al2023-arm64", "show web", "show"],
  promote: [
    "promote al2023-arm64 stable 2026.12.01",
    "promote al2023-arm64 stable 2027.01.01",
    "promote al2023-arm64 stable",
  ],
  rollback: [
    "rollback al2023-arm64 stable --to 2026.12.01",
    "rollback al2023-arm64 stable --to 2027.01.01",
    "rollback al2023-arm64 stable --to",
  ],
  "add-version": [
    "add-version al2023-arm64 2026.12.08 --ami ami-0c3fd0f5d4e7a9b21",
    "add-version al2023-arm64 2026.12.01 --ami ami-0c3fd0f5d4e7a9b21",
    "add-version al2023-arm64 2026.12.08",
  ],
  retire: [
    "retire al2023-arm64 2026.11.24 --release",
    "retire al2023-arm64 2026.11.24",
    "retire al2023-arm64 2026.11.24 --destroy",
  ],
  plan: ["plan plans", "plan plans --fail-on destroy", "plan missing"],
  graph: ["graph --dry-run", "graph web", "graph --out"],
  usage: [undefined, "usage web", "usage al2023-arm64"],
  cost: ["cost", "cost web", "cost --prices missing.yaml"],
  adopt: ["adopt golden-us-east-1", "adopt golden-eu-west-1", "adopt"],
  explain: ["explain USAGE", undefined, "explain NO_CODE"],
};

let folder: string;
const before = process.cwd();

/** AWS is where nobody answers. */
const NOBODY = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: "us-east-1",
};
const { ...ENVIRONMENT } = process.env;

beforeEach(() => {
  Object.assign(process.env, NOBODY);
  folder = makeFolder("terminal");
  process.chdir(folder);
  cpSync(EXAMPLE, "catalog.yaml");
  writeFileSync("broken.yaml", "namespace: [\n");
  mkdirSync("plans");
  writeFileSync("plans/us-east-1.json", JSON.stringify(PLAN));
  mkdirSync("cdktf.out/stacks/golden-us-east-1", { recursive: true });
  writeFileSync("cdktf.out/stacks/golden-us-east-1/cdk.tf.json", "{}");
});

afterEach(() => {
  process.env = { ...ENVIRONMENT };
  process.chdir(before);
  removeFolder(folder);
});

/** A command line, with a Terraform that has nothing to do. Nothing is coloured, since this is no terminal. */
async function run(line: string) {
  const plan = '{"resource_changes":[],"configuration":{"root_module":{}}}';
  const env = pretending(folder, `if [ "$1" = show ]; then echo '${plan}'; fi`);
  const ran = await runAsking(line.split(" "), env);
  expect(ran.output + ran.errors).not.toContain("\u001b");
  return ran;
}

/** What has to be there before the example of a command's help does something. */
const GIVEN: Readonly<Record<string, () => Promise<void>>> = {
  rollback: async () => {
    commit();
    await run("promote al2023-arm64 stable 2026.12.01");
    commit();
  },
  retire: async () => {
    await run("promote al2023-arm64 stable 2026.12.01");
  },
  cost: async () => {
    const { output } = await run("cost --new-prices");
    const filled = output
      .replace("date: ", "date: 2026-11-24")
      .replace("currency: ", "currency: USD ")
      .replace(/^( *\w+:) +#.*/gm, "$1 1");
    writeFileSync("prices.yaml", filled);
  },
};

/** How the example of a command ends where it doesn't end well: `plan` shows the option that refuses. */
const ENDS: Readonly<Record<string, { readonly code: number; readonly said: string }>> = {
  plan: { code: 1, said: "PLAN_DANGEROUS" },
  usage: { code: 2, said: "AWS_FAILED" },
};

function commit(): void {
  const here = process.cwd();
  git(here, "init", "--quiet");
  git(here, "add", "catalog.yaml");
  git(here, "commit", "--quiet", "--message", "catalog");
}

test.each(COMMANDS.map(({ name, example }) => [name, example]))(
  "the example of %s works",
  async (name, example) => {
    await GIVEN[name]?.();
    const { code, errors } = await run(example);
    const [, said = ""] = /\[(.*)\]\n$/.exec(errors) ?? [];
    expect({ code, said }).toEqual(ENDS[name] ?? { code: 0, said: "" });
  },
);

describe.each(COMMANDS.map(({ name }) => name))("%s", (name) => {
  const [done, refused, wrong] = RUNS[name] ?? [];

  if (done !== undefined) {
    test("ends with 0 when it is done", async () => {
      await GIVEN[name]?.();
      expect((await run(done)).code).toBe(0);
    });
  }

  if (refused !== undefined) {
    test("ends with 1 when the rules of the catalog refuse it", async () => {
      const { code, errors } = await run(refused);
      expect(errors).toMatch(/\[(?!USAGE)[A-Z_]+\]\n/);
      expect(code).toBe(1);
    });
  }

  test("ends with 2 when the usage is wrong, or a file or AWS can't be read", async () => {
    const { code, errors } = await run(wrong ?? name);
    expect(errors).toMatch(/\[(AWS_FAILED|USAGE|CATALOG_UNREADABLE|PLAN_UNREADABLE)\]\n$/);
    expect(code).toBe(2);
  });
});

describe("on a terminal, a refusal tells the command that says more", () => {
  function told(line: string, isTerminal: boolean): string {
    let errors = "";
    const printError = (text: string) => (errors += text);
    void runCatalog(line.split(" "), {
      env: {},
      colours: false,
      isTerminal,
      print: () => undefined,
      printError,
    });
    return errors.split("\n").slice(1).join("\n");
  }

  test("of its code, or of the first of several", () => {
    writeFileSync("two.yaml", "namspace: /golden\nhomeRegion: us-east-1\n");
    expect([told("show nope", true), told("check --file two.yaml", true).split("\n").at(-2)]).toEqual([
      "What it means, and the way out: ami-catalog explain IMAGE_UNKNOWN\n",
      "What a code means, and the way out: ami-catalog explain CATALOG_KEY_UNKNOWN",
    ]);
  });

  test("not where nobody reads along, and not of wrong usage", () => {
    expect([told("show nope", false), told("shwo", true)]).toEqual(["", ""]);
  });
});

test("adopt says what it does, on standard error", async () => {
  const { output, errors } = await run("adopt golden-us-east-1");
  expect(output).toBe("Nothing to do: AWS has nothing of golden-us-east-1 that its state lacks.\n");
  expect(errors.split("\n")).toEqual([
    `Preparing Terraform in ${join("cdktf.out", "stacks", "golden-us-east-1")}…`,
    "Planning, and asking AWS for what the state lacks…",
    "",
  ]);
});

describe("colours", () => {
  const { isTTY } = process.stdout;
  const { NO_COLOR } = process.env;

  afterEach(() => {
    process.stdout.isTTY = isTTY;
    delete process.env.NO_COLOR;
    Object.assign(process.env, NO_COLOR === undefined ? {} : { NO_COLOR });
  });

  test.each([
    [true, undefined, true],
    [true, "", true],
    [true, "1", false],
    [false, undefined, false],
    [undefined, undefined, false],
  ])("a terminal: %p, NO_COLOR: %p", (terminal, noColor, coloured) => {
    Object.assign(process.stdout, { isTTY: terminal });
    delete process.env.NO_COLOR;
    Object.assign(process.env, noColor === undefined ? {} : { NO_COLOR: noColor });
    expect(Boolean(ofThisProcess().colours)).toBe(coloured);
  });
});
