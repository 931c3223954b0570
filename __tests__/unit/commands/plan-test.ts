import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackChanges } from "../../../commands/plan/stack-changes";
import { run } from "../../../commands/run";
import { desks, runCommand } from "./runs";

const desk = desks();

type Values = Readonly<Record<string, unknown>>;

interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: Values;
  readonly after?: Values;
  /** What `insecure_value` refers to. */
  readonly references?: readonly string[];
}

/** What every stack of a catalog puts out, of a catalog without images. */
const OUTPUTS: Values = { parameters: {}, ami_ids: {} };

/** A plan as `terraform show -json` prints it. */
function planOf(region: string, changes: readonly Change[], outputs: Values): string {
  return JSON.stringify({
    format_version: "1.2",
    planned_values: {
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }])),
    },
    complete: true,
    resource_changes: changes.map(({ address, actions, before = null, after = null }) => ({
      address,
      mode: "managed",
      type: address.split(".")[0],
      change: { actions, before, after },
    })),
    configuration: {
      provider_config: {
        aws: { expressions: { region: { constant_value: region } } },
        "aws.home": { alias: "home", expressions: { region: { constant_value: "us-east-1" } } },
      },
      root_module: {
        outputs: Object.fromEntries(Object.keys(outputs).map((name) => [name, { expression: {} }])),
        resources: changes.map(({ address, references }) => ({
          address: address.replace(/\[.*/, ""),
          expressions: references ? { insecure_value: { references } } : {},
        })),
      },
    },
  });
}

function plan(
  region: string,
  changes: readonly Change[],
  name = `${region}.json`,
  outputs: Values = OUTPUTS,
): string {
  const file = join(desk.folder, name);
  writeFileSync(file, planOf(region, changes, outputs));
  return file;
}

const PREFIX = "aws_ssm_parameter.web_Version-1_Parameter_AAAAAAAA";
const parameter = (name: string, amiId?: string) => ({ name: `/golden/${name}`, insecure_value: amiId });
const UNCHANGED: Change = {
  address: PREFIX,
  actions: ["no-op"],
  before: parameter("web/versions/1", "ami-1"),
  after: parameter("web/versions/1", "ami-1"),
};
const PERMISSION = "aws_ami_launch_permission.web_Version-1_Permissions";

/** A version that isn't there yet, and a channel that moves to it. */
const PROMOTION: readonly Change[] = [
  UNCHANGED,
  {
    address: "aws_ami_copy.web_Version-2_Copy_BBBBBBBB",
    actions: ["create"],
    after: { tags: { Name: "web-2", "ami-catalog:version": "2" } },
  },
  {
    address: "aws_ssm_parameter.web_Version-2_Parameter_CCCCCCCC",
    actions: ["create"],
    after: parameter("web/versions/2"),
    references: ["aws_ami_copy.web_Version-2_Copy_BBBBBBBB.id", "aws_ami_copy.web_Version-2_Copy_BBBBBBBB"],
  },
  {
    address: "aws_ssm_parameter.web_Channel-stable_DDDDDDDD",
    actions: ["update"],
    before: parameter("web/stable", "ami-1"),
    after: parameter("web/stable"),
    references: ["aws_ami_copy.web_Version-2_Copy_BBBBBBBB.id", "aws_ami_copy.web_Version-2_Copy_BBBBBBBB"],
  },
];

test("names the versions of a channel, though the new AMI isn't made yet, and counts what is the same in all regions", () => {
  const files = ["us-east-1", "eu-west-1", "ap-southeast-1"].map((region) => plan(region, PROMOTION));
  const { code, output } = desk.run("plan", ...files);
  expect(code).toBe(0);
  expect(output).toBe(
    `IMAGE  CHANGE               REGIONS
web    stable: 1 → 2        all 3
web    version 2 published  all 3
web    AMI of 2 made        all 3

0 AMIs destroyed; 0 recipients added; plans of 3 regions
`,
  );
});

test("says which regions have no plan", () => {
  const { output } = desk.run("plan", plan("us-east-1", PROMOTION));
  expect(output).toContain("plans of 1 region; NO PLAN of the catalog in eu-west-1");
});

describe("a region is planned when the catalog's own stack is", () => {
  const catalogWith = (state: string) => `namespace: /golden
homeRegion: us-east-1
regions: { us-east-1: {} }
images: { web: { versions: { "1": { source: { ami: ami-0a1b2c3d4e5f60718 }, state: ${state} } } } }
`;
  const missing = (...files: string[]) => desk.json("plan", ...files).document.missing;
  const named = (name: string): Change => ({
    ...UNCHANGED,
    before: { name, insecure_value: "ami-1" },
    after: { name, insecure_value: "ami-1" },
  });

  beforeEach(() => desk.write(catalogWith("active")));

  test.each<[string, readonly Change[], Values]>([
    [
      "a stack that is none of a catalog",
      [{ address: "aws_launch_template.it", actions: ["no-op"], before: {}, after: {} }],
      {},
    ],
    ["a stack with a parameter like those of the catalog", [UNCHANGED], {}],
    ["another catalog", [named("/silver/web/stable")], OUTPUTS],
    ["a catalog of a namespace below", [named("/golden/team/web/stable")], OUTPUTS],
    ["another catalog that has nothing yet", [], OUTPUTS],
  ])("and not by the plan of %s in the same region", (_, changes, outputs) => {
    const other = plan("us-east-1", changes, "other.json", outputs);
    expect(missing(other)).toEqual(["us-east-1"]);
    expect(desk.run("plan", other, "--fail-on", "destroy,public")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("[PLAN_MISSING]"),
    });
    expect(missing(other, plan("us-east-1", [UNCHANGED]))).toEqual([]);
  });

  test.each<[string, Change]>([
    ["before", { address: PREFIX, actions: ["delete"], before: parameter("web/versions/1", "ami-1") }],
    ["after", { address: PREFIX, actions: ["create"], after: parameter("web/versions/1") }],
  ])("and its parameters may be there only %s", (_, change) => {
    expect(missing(plan("us-east-1", [change]))).toEqual([]);
  });

  test.each<[string, Values, readonly string[]]>([
    ["of the same images", { parameters: { web: {} }, ami_ids: { web: {} } }, []],
    ["of other images", { parameters: { base: {} }, ami_ids: { base: {} } }, ["us-east-1"]],
    ["that are not known", { parameters: undefined, ami_ids: undefined }, ["us-east-1"]],
  ])("and has outputs %s where the catalog holds nothing", (_, outputs, expected) => {
    desk.write(catalogWith("released"));
    expect(missing(plan("us-east-1", [], "us-east-1.json", outputs))).toEqual(expected);
  });
});

test("counts a recipient once, and none of a version more for the same ones", () => {
  const grant = (address: string, actions: readonly string[], values: Values): Change => ({
    address,
    actions,
    before: actions.includes("create") ? undefined : values,
    after: actions.includes("delete") ? undefined : values,
  });
  const a = { account_id: "111111111111" };
  const b = { account_id: "222222222222" };
  const ou = { organizational_unit_arn: "arn:aws:organizations::1:ou/o-a/ou-b" };
  const second = PERMISSION.replace("Version-1", "Version-2");
  const file = plan("us-east-1", [
    ...PROMOTION,
    grant(`${PERMISSION}_Account_EEEEEEEE["111111111111"]`, ["no-op"], a),
    grant(`${second}_Account_FFFFFFFF["111111111111"]`, ["create"], a),
    grant(`${PERMISSION}_Account_EEEEEEEE["222222222222"]`, ["create"], b),
    grant(`${second}_Account_FFFFFFFF["222222222222"]`, ["create"], b),
    grant(`${PERMISSION}_OrganizationalUnit_12345678["x"]`, ["delete"], ou),
  ]);
  const { document } = desk.json("plan", file);
  expect(document).toMatchObject({ recipientsAdded: 1, recipientsRemoved: 1, madePublic: [] });
  expect(document.changes).toContainEqual({
    kind: "recipient",
    image: "web",
    name: "222222222222",
    action: "added",
    regions: ["us-east-1"],
    count: 1,
    danger: null,
  });
});

/** Permissions of a team's own constructs, whose images no parameter of the catalog names. */
describe("permissions of unknown images", () => {
  const everyone = { group: "all" };
  const account = { account_id: "111111111111" };
  const own = (name: string) => `aws_ami_launch_permission.${name}_Permissions`;
  const isPublic: Change = {
    address: `${own("Tools")}_Public_AAAAAAAA`,
    actions: ["no-op"],
    before: everyone,
    after: everyone,
  };
  const changesOf = (...changes: Change[]) => desk.json("plan", plan("us-east-1", changes)).document;

  test("are looked at each by itself: one that is public already hides no other that becomes it", () => {
    const made: Change = { address: `${own("Agent")}_Public_BBBBBBBB`, actions: ["create"], after: everyone };
    const written: Change = { ...made, address: "aws_ami_launch_permission.agent" };
    for (const change of [made, written]) {
      expect(changesOf(isPublic, change)).toMatchObject({
        madePublic: ["an AMI"],
        changes: [{ kind: "recipient", image: null, name: "everyone", action: "added", danger: "public" }],
      });
    }
    const file = plan("us-east-1", [isPublic, made]);
    expect(desk.run("plan", file, "--fail-on", "public")).toMatchObject({
      code: 1,
      errors: expect.stringContaining("an image becomes public"),
    });
  });

  test("one AMI gets an account, and another loses it", () => {
    const gone: Change = {
      address: `${own("Tools")}_Account_CCCCCCCC["111111111111"]`,
      actions: ["delete"],
      before: account,
    };
    const made: Change = {
      address: `${own("Agent")}_Account_DDDDDDDD["111111111111"]`,
      actions: ["create"],
      after: account,
    };
    expect(changesOf(gone, made)).toMatchObject({ recipientsAdded: 1, recipientsRemoved: 1 });
  });
});

describe("what a reviewer must not overlook", () => {
  const madePublic: Change = {
    address: `${PERMISSION}_Public_12345678`,
    actions: ["create"],
    after: { group: "all" },
  };
  const destroyed: Change = {
    address: "aws_ami_copy.web_Version-1_Copy_99999999",
    actions: ["create", "delete"],
    before: { id: "ami-1", tags: {} },
    after: { tags: {} },
  };

  test.each<[string, Change, string, string]>([
    ["an AMI that is destroyed", destroyed, "destroy", "AMIs are destroyed"],
    ["an image that becomes public", madePublic, "public", "an image becomes public"],
  ])("%s comes first, and fails where that is asked for", (_, change, danger, words) => {
    const file = plan("us-east-1", [...PROMOTION, change]);
    const there = plan("eu-west-1", PROMOTION);
    const [other] = ["destroy", "public"].filter((each) => each !== danger);
    expect(desk.run("plan", file)).toMatchObject({ code: 0, errors: "" });
    expect(desk.run("plan", file, there, "--fail-on", `${other}`)).toMatchObject({ code: 0 });
    const { code, output, errors } = desk.run("plan", file, there, "--fail-on", "destroy,public");
    expect(code).toBe(1);
    expect(output.split("\n")[1]).toMatch(danger === "public" ? /becomes PUBLIC/ : /AMI of 1 DESTROYED/);
    expect(errors).toContain(`${words}; have it reviewed`);
    expect(desk.json("plan", file, "--fail-on", danger).document).toMatchObject({
      ok: false,
      errors: [{ code: "PLAN_DANGEROUS", value: danger }],
      changes: expect.arrayContaining([expect.objectContaining({ danger })]),
    });
  });

  test("may be in a region without a plan: that is refused too, after what was found", () => {
    const file = plan("us-east-1", PROMOTION);
    const { code, output, errors } = desk.run("plan", file, "--fail-on", "destroy,public");
    expect(code).toBe(1);
    expect(output).toContain("plans of 1 region; NO PLAN of the catalog in eu-west-1\n");
    expect(errors).toMatch(
      /^there is no plan of the catalog in eu-west-1, and .*; plan its stacks there too, .* \[PLAN_MISSING\]\n$/,
    );
    expect(desk.json("plan", file, "--fail-on", "public").document).toMatchObject({
      ok: false,
      errors: [{ code: "PLAN_MISSING", value: ["eu-west-1"] }],
      missing: ["eu-west-1"],
    });
    expect(desk.json("plan", file, plan("eu-west-1", [UNCHANGED]), "--fail-on", "public").code).toBe(0);
    const worse = plan("us-east-1", [...PROMOTION, destroyed]);
    expect(desk.json("plan", worse, "--fail-on", "destroy").document.errors).toMatchObject([
      { code: "PLAN_DANGEROUS" },
    ]);
  });

  test("is red on a terminal that has colours, and nowhere else", () => {
    const file = plan("us-east-1", [...PROMOTION, destroyed]);
    let printed = "";
    const print = (text: string) => (printed += text);
    run(["plan", file, "--file", desk.file], { env: {}, print, printError: print, colours: true });
    expect(printed.match(/\u001b\[31m[^\u001b]*\u001b\[39m/g)).toEqual([
      expect.stringContaining("AMI of 1 DESTROYED"),
    ]);
    expect(desk.run("plan", file).output).not.toContain("\u001b");
  });

  test("is bold in Markdown, where text of the plan stays text", () => {
    const file = plan("us-east-1", [
      destroyed,
      {
        address: "aws_ssm_parameter.X",
        actions: ["create"],
        after: parameter("web/a|b*<img>", "ami-9"),
      },
    ]);
    expect(desk.run("plan", file, "--markdown").output).toBe(
      `### What changes in the catalog

| image | change | regions |
| --- | --- | --- |
|  | 🔴 **ami-1 DESTROYED** | us-east-1 |
| web | a\\|b\\*\\<img\\>: new, ami-9 | us-east-1 |
|  | aws\\_ami\\_copy.web\\_Version-1\\_Copy\\_99999999 made | us-east-1 |

1 AMI destroyed; 0 recipients added; plans of 1 region; NO PLAN of the catalog in eu-west-1
`,
    );
  });
});

test("a plan of a Terraform that doesn't say whether it is complete is", () => {
  const file = join(desk.folder, "old.json");
  writeFileSync(file, '{"format_version":"1.1","planned_values":{},"deferred_changes":[]}');
  expect(desk.run("plan", file)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^nothing changes/),
  });
});

describe("a KMS key", () => {
  const key = (actions: readonly string[], before?: Values): Change => ({
    address: "aws_kms_key.Key_961B73FD",
    actions,
    before,
    after: actions.includes("delete") && actions.length === 1 ? undefined : {},
  });
  const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

  test.each<[string, Change, readonly string[]]>([
    [
      "destroyed",
      key(["delete"], { key_id: ID }),
      [`KMS key ${ID} DESTROYED, and every AMI that it encrypts`],
    ],
    [
      "replaced",
      key(["delete", "create"], { id: ID }),
      [`KMS key ${ID} DESTROYED, and every AMI that it encrypts`, "KMS key aws_kms_key.Key_961B73FD made"],
    ],
    [
      "destroyed, and its ID isn't known",
      key(["delete"], {}),
      ["KMS key aws_kms_key.Key_961B73FD DESTROYED, and every AMI that it encrypts"],
    ],
  ])("that is %s takes AMIs with it: a danger, and no AMI that Terraform destroys", (_, change, words) => {
    const files = [plan("us-east-1", [UNCHANGED, change]), plan("eu-west-1", [UNCHANGED])];
    const { code, output, errors } = desk.run("plan", ...files, "--fail-on", "destroy");
    words.forEach((each) => expect(output).toContain(each));
    expect(output).toContain("0 AMIs destroyed; 1 KMS key destroyed; 0 recipients added");
    expect(code).toBe(1);
    expect(errors).toMatch(
      /^a KMS key is destroyed, with every AMI that it encrypts; .* \[PLAN_DANGEROUS\]\n$/,
    );
    expect(desk.json("plan", ...files).document).toMatchObject({ destroyed: 0, keysDestroyed: 1 });
    expect(desk.run("plan", ...files, "--fail-on", "public").code).toBe(0);
  });

  test.each([
    ["create", "made"],
    ["update", "changed"],
    ["forget", "released"],
  ])("is no danger at %s", (action, words) => {
    const files = [
      plan("us-east-1", [UNCHANGED, key([action], { key_id: ID })]),
      plan("eu-west-1", [UNCHANGED]),
    ];
    const { code, output } = desk.run("plan", ...files, "--fail-on", "destroy");
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(new RegExp(`KMS key .* ${words} `)),
    });
  });
});

describe("a channel's copy in another account", () => {
  const ADDRESS = "aws_ssm_parameter.web_Channel-stable-Account-222222222222_EEEEEEEE";
  const CHANNEL = "aws_ssm_parameter.web_Channel-stable_DDDDDDDD";
  const stable = parameter("web/stable", "ami-1");
  const wordsOf = (...changes: Change[]) => {
    const { output } = desk.run("plan", plan("us-east-1", [UNCHANGED, ...changes]));
    return output
      .split("\n\n")[0]
      ?.split("\n")
      .slice(1)
      .map((line) => line.split(/ {2,}/)[1]);
  };

  test("that comes or goes isn't the channel", () => {
    const made: Change = { address: ADDRESS, actions: ["create"], after: stable };
    expect(wordsOf(made)).toEqual(["stable: copy in account 222222222222 added"]);
    expect(wordsOf({ address: ADDRESS, actions: ["delete"], before: stable })).toEqual([
      "stable: copy in account 222222222222 removed",
    ]);
    const { document } = desk.json("plan", plan("us-east-1", [made]));
    expect(document.changes).toMatchObject([
      { kind: "channel", name: "stable", account: "222222222222", action: "added" },
    ]);
  });

  test("is told where it doesn't go with the channel", () => {
    const moved = { actions: ["update"], before: stable, after: parameter("web/stable", "ami-2") };
    expect(wordsOf({ address: CHANNEL, ...moved }, { address: ADDRESS, ...moved })).toEqual([
      "stable: 1 → ami-2",
    ]);
    expect(wordsOf({ address: ADDRESS, ...moved })).toEqual([
      "stable: copy in account 222222222222 1 → ami-2",
    ]);
  });

  test("is none where the channel has such a name", () => {
    const name = "stable-Account-222222222222";
    expect(
      wordsOf({ address: ADDRESS, actions: ["create"], after: parameter(`web/${name}`, "ami-1") }),
    ).toEqual([`${name}: new, 1`]);
    const address = "aws_ssm_parameter.web_Channel-v12-Account-333333333333_EEEEEEEE";
    expect(wordsOf({ address, actions: ["delete"], before: parameter("web/v1.2", "ami-1") })).toEqual([
      "v1.2: copy in account 333333333333 removed",
    ]);
  });
});

describe("a parameter", () => {
  const replaced = (address: string, before: Values, after: Values): Change => ({
    address,
    actions: ["delete", "create"],
    before,
    after,
  });
  const CHANNEL = "aws_ssm_parameter.web_Channel-stable_DDDDDDDD";
  const stable = parameter("web/stable", "ami-1");

  test.each<[string, Change, string]>([
    [
      "a channel's, with the same AMI",
      replaced(CHANNEL, stable, stable),
      "stable: 1, REPLACED: its name is missing meanwhile",
    ],
    [
      "a channel's, with another AMI",
      replaced(CHANNEL, stable, parameter("web/stable", "ami-2")),
      "stable: 1 → ami-2, REPLACED: its name is missing meanwhile",
    ],
    [
      "a channel's, which gets another name",
      replaced(CHANNEL, { ...stable, name: "/old/web/stable" }, stable),
      "stable: 1, REPLACED: /old/web/stable is gone",
    ],
    [
      "a version's",
      replaced(`${PREFIX}X`, parameter("web/versions/0", "ami-0"), parameter("web/versions/0", "ami-0")),
      "version 0 REPLACED: its name is missing meanwhile",
    ],
  ])("that is replaced is a danger: %s", (_, change, words) => {
    const files = [plan("us-east-1", [UNCHANGED, change]), plan("eu-west-1", [UNCHANGED])];
    const { code, output, errors } = desk.run("plan", ...files, "--fail-on", "destroy");
    expect(output).toContain(`web    ${words}  us-east-1\n`);
    expect(output).toContain("0 AMIs destroyed; 1 parameter replaced; 0 recipients added");
    expect(code).toBe(1);
    expect(errors).toMatch(/^a parameter is replaced; .* \[PLAN_DANGEROUS\]\n$/);
    expect(desk.json("plan", ...files).document).toMatchObject({ replaced: 1, destroyed: 0 });
  });

  test.each<[string, Change, string]>([
    ["is removed", { address: CHANNEL, actions: ["delete"], before: stable }, "stable: 1, removed"],
    [
      "is changed",
      { address: CHANNEL, actions: ["update"], before: stable, after: stable },
      "stable: 1, changed",
    ],
    ["is released", { address: CHANNEL, actions: ["forget"], before: stable }, "stable: 1, released"],
    [
      "is of a namespace below",
      replaced(CHANNEL, parameter("team/web/stable"), parameter("team/web/stable")),
      "aws_ssm_parameter replaced",
    ],
  ])("that %s is none", (_, change, words) => {
    const files = [plan("us-east-1", [UNCHANGED, change]), plan("eu-west-1", [UNCHANGED])];
    const { code, output } = desk.run("plan", ...files, "--fail-on", "destroy");
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`${words}  us-east-1\n`) });
  });
});

test("what is destroyed has a name, though nothing tells its version or its ID", () => {
  const gone: Change = {
    address: "aws_ami_copy.it",
    actions: ["delete"],
    before: { tags: { Name: "web-1" } },
  };
  const { output } = desk.run("plan", plan("us-east-1", [gone]));
  expect(output).toMatch(/^- +aws_ami_copy.it DESTROYED /m);
  expect(output).not.toContain("known after apply");
});

test("looks up each version once: twice as many need twice as many looks", () => {
  const looks = (count: number) => {
    const amis = Array.from({ length: count }, (_, index) => `aws_ami_copy.web_Version-${index}_Copy`);
    const changes = amis.flatMap((address, index) => [
      { address, type: "aws_ami_copy", actions: ["create"], after: {} },
      {
        address: `aws_ssm_parameter.web_Version-${index}_Parameter_AAAAAAAA`,
        type: "aws_ssm_parameter",
        actions: ["create"],
        after: parameter(`web/versions/${index}`),
      },
    ]);
    let asked = 0;
    const references = (address: string) => {
      asked += 1;
      return [`${address.replace("ssm_parameter", "ami_copy").replace("Parameter_AAAAAAAA", "Copy")}.id`];
    };
    const found = stackChanges({ file: "", changes, outputs: new Map(), references }, "/golden");
    expect(found).toContainEqual({ kind: "ami", image: "web", name: `${count - 1}`, action: "added" });
    return asked;
  };
  expect([looks(10), looks(20)]).toEqual([10, 20]);
});

test("tells a terminal how many plans are read, and takes the line away, though a plan is no good", () => {
  const good = plan("us-east-1", [UNCHANGED]);
  const bad = join(desk.folder, "bad.json");
  writeFileSync(bad, "no");
  const clock = jest.spyOn(Date, "now").mockReturnValueOnce(0).mockReturnValue(60_000);
  let errors = "";
  const printError = (text: string) => (errors += text);
  const surroundings = { env: {}, colours: false, isTerminal: true, print: () => undefined, printError };
  try {
    void run(["plan", good, bad, "--file", desk.file], surroundings);
  } finally {
    clock.mockRestore();
  }
  expect(errors).toMatch(/^\r\u001b\[K1 of 2 plans read\r\u001b\[K[^\r]*this is not JSON/);
});

test("an empty plan changes nothing", () => {
  expect(desk.run("plan", plan("us-east-1", [UNCHANGED])).output).toMatch(
    /^nothing changes; 0 AMIs destroyed/,
  );
});

test("reads the files of a folder, and the plan.json of each folder in it", () => {
  const folder = join(desk.folder, "plans");
  mkdirSync(join(folder, "golden-eu-west-1"), { recursive: true });
  mkdirSync(join(folder, "golden-us-east-1"));
  plan("eu-west-1", PROMOTION, "plans/golden-eu-west-1/plan.json");
  plan("us-east-1", PROMOTION, "plans/golden-us-east-1/plan.json");
  writeFileSync(join(folder, "golden-us-east-1/other.json"), "[]");
  expect(desk.json("plan", folder).document.regions).toEqual(["eu-west-1", "us-east-1"]);
});

describe("is refused", () => {
  test.each<[string, string, string]>([
    ["what is not JSON", "no", "this is not JSON; write it with `terraform show -json PLAN`"],
    ["JSON that is no plan", "{}", "this is no plan; write it with"],
    ["a state", '{"format_version":"1.0","values":{}}', "this is no plan; write it with"],
    ["null", "null", "this is no plan"],
    [
      "a plan of a format that is to come",
      '{"format_version":"2.0","planned_values":{}}',
      'this is a plan of format "2.0", and 1.x is understood',
    ],
    [
      "a plan that was broken off",
      '{"format_version":"1.2","planned_values":{},"errored":true,"complete":false}',
      "Terraform broke this plan off",
    ],
    [
      "a plan that was broken off before it held anything",
      '{"format_version":"1.2","errored":true}',
      "Terraform broke this plan off",
    ],
    [
      "a plan of a part",
      '{"format_version":"1.2","planned_values":{},"complete":false}',
      "this plan is incomplete: Terraform left out a part of what changes; plan again without `-target`",
    ],
    [
      "a plan with changes that are put off",
      '{"format_version":"1.2","planned_values":{},"complete":false,"deferred_changes":[{},{}]}',
      "this plan is incomplete: Terraform put off 2 of its changes; deploy what is planned, and plan again",
    ],
  ])("%s", (_, text, words) => {
    const file = join(desk.folder, "bad.json");
    writeFileSync(file, text);
    const { code, errors } = desk.run("plan", file);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(`${file}: ${words}`) });
  });

  test("a file that isn't there, and a folder without plans", () => {
    expect(desk.run("plan", join(desk.folder, "none.json"))).toMatchObject({
      code: 2,
      errors: expect.stringContaining("there is no such file"),
    });
    mkdirSync(join(desk.folder, "empty"));
    expect(desk.run("plan", join(desk.folder, "empty")).errors).toContain(
      "terraform show -json plan > plan.json",
    );
  });

  test("a danger that there isn't", () => {
    expect(runCommand(["plan", "--fail-on", "destory", "--file", desk.file])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('--fail-on is "destory", and can name destroy and public'),
    });
  });
});
