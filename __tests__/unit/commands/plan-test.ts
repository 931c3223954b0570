import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
|  | ami-1 made | us-east-1 |

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
      '{"format_version":"1.2","planned_values":{},"complete":true,"deferred_changes":[{},{}]}',
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
