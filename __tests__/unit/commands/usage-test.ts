import { parseCatalog } from "../../../modules";
import { chunks, inParallel } from "../../../commands/aws/in-parallel";
import { Progress } from "../../../commands/progress";
import { aliasOf } from "../../../commands/usage/alias";
import { answersOf } from "../../../commands/usage/answer";
import type { ImageUsage } from "../../../commands/usage/image-usage";
import type { PlaceUsage } from "../../../commands/usage/place-usage";
import type { Reference } from "../../../commands/usage/reference";
import { usageText } from "../../../commands/usage/report";
import { ORGANIZATION_ARN } from "../values";

const PUBLISHER = "123456789012";
const REGION = "us-east-1";
const AMIS = { "1": "ami-1", "2": "ami-2", "0": "ami-0" };

/** A catalog with an active, and a released version. */
function fileOf(shareWith = "{}") {
  const name = "catalog.yaml";
  const text = `namespace: /golden
homeRegion: ${REGION}
regions: { ${REGION}: {} }
shareWith: ${shareWith}
images:
  web:
    versions:
      "1": { source: { ami: ami-0a1b2c3d4e5f60718 }, state: released }
      "2": { source: { ami: ami-0f1e2d3c4b5a69788 } }
      "3": { source: { ami: ami-0b2d4f6a8c0e1f359 } }
`;
  return { name, text, ...parseCatalog(text, name) };
}

function instance(id: string, more: Partial<Reference> = {}): Reference {
  const place = { accountId: PUBLISHER, region: REGION };
  return { ...place, type: "instance", id, amiId: "ami-2", use: "names", how: "running", ...more };
}

function found(references: readonly Reference[], more: Partial<PlaceUsage> = {}): ImageUsage {
  const unused = () => {
    throw new Error("AWS isn't asked here");
  };
  return {
    partition: "aws",
    accounts: [{ id: PUBLISHER, in: unused }],
    published: [{ region: REGION, versions: new Map(Object.entries(AMIS)), channels: new Map() }],
    places: [{ accountId: PUBLISHER, region: REGION, references, problems: [], ...more }],
    recipients: [],
    reports: [],
    unreadReports: [],
    problems: [],
  };
}

function answers(usage: ImageUsage, shareWith?: string, version?: string) {
  return answersOf(fileOf(shareWith), "web", usage, version);
}

describe("the answers", () => {
  test("are of all versions that the file or AWS knows, the newest first", () => {
    expect(answers(found([instance("i-1")])).versions).toMatchObject([
      { version: "3", state: "active", amiIds: {}, answer: "yes", references: [] },
      { version: "2", state: "active", amiIds: { [REGION]: "ami-2" }, answer: "no" },
      { version: "1", state: "released", answer: "yes" },
      { version: "0", state: "not in the file", answer: "yes" },
    ]);
  });

  test.each(["follows", "older"] as const)("are a yes though something %s", (use) => {
    const [version] = answers(found([instance("lt-1", { use })]), undefined, "2").versions;
    expect(version).toMatchObject({ answer: "yes", references: [{ use }] });
  });

  test.each([
    ["an active version has no parameter", "2", new Map(), new Map()],
    ["a channel names an AMI of no version", "1", new Map(), new Map([["stable", "ami-9"]])],
    [
      "a channel names an AMI of no version, though others have parameters",
      "2",
      new Map([["0", "ami-0"]]),
      new Map([["stable", "ami-9"]]),
    ],
  ])("are no yes where in another region %s", (_, version, versions, channels) => {
    const usage = found([]);
    const published = [...usage.published, { region: "eu-west-1", versions, channels }];
    const told = answers({ ...usage, published }, undefined, version);
    expect(told.versions).toMatchObject([{ answer: "unknown", missingIn: ["eu-west-1"] }]);
    expect(usageText({ answers: told, found: { ...usage, published } })).toContain(
      `No parameter of the version, so that an AMI of it was not looked for (deploy, and ask again):\n  web ${version}: eu-west-1\n`,
    );
  });

  test("are a yes where a released version never was in a region", () => {
    const usage = found([]);
    const other = {
      region: "eu-west-1",
      versions: new Map([["2", "ami-2"]]),
      channels: new Map([["stable", "ami-2"]]),
    };
    const told = answers({ ...usage, published: [...usage.published, other] }, undefined, "1");
    expect(told.versions).toMatchObject([{ answer: "yes", missingIn: [] }]);
  });

  test("are not of an AMI by the same ID in another region", () => {
    const elsewhere = instance("i-1", { region: "eu-west-1" });
    expect(answers(found([elsewhere]), undefined, "2").versions).toMatchObject([{ answer: "yes" }]);
  });

  test.each([
    ["an account", `{ accountIds: ["222222222222"] }`, ["222222222222"]],
    ["an organisation", `{ organizationArns: [${ORGANIZATION_ARN}] }`, [ORGANIZATION_ARN]],
    ["everyone", "{ public: true }", ["everyone"]],
  ])("aren't known while %s isn't looked at, but a no is a no", (_, shareWith, notLookedAt) => {
    const { versions, ...rest } = answers(found([instance("i-1")]), shareWith);
    expect(rest.notLookedAt).toEqual(notLookedAt);
    expect(versions.map(({ answer }) => answer)).toEqual(["yes", "no", "unknown", "unknown"]);
  });

  test("are complete when the accounts are looked at", () => {
    const { accounts, ...usage } = found([]);
    const all = [...accounts, { ...accounts[0], id: "222222222222", in: accounts[0]?.in ?? jest.fn() }];
    const shared = answers({ ...usage, accounts: all }, `{ accountIds: ["222222222222", "${PUBLISHER}"] }`);
    expect(shared).toMatchObject({ notLookedAt: [], versions: Array(4).fill({ answer: "yes" }) });
  });

  test("aren't known where a call failed", () => {
    const problem = {
      accountId: PUBLISHER,
      region: REGION,
      operation: "ec2:DescribeInstances",
      message: "no",
    };
    expect(answers(found([], { problems: [problem] }), undefined, "2")).toMatchObject({
      problems: [problem],
      versions: [{ answer: "unknown" }],
    });
  });
});

describe("the text", () => {
  function text(usage: ImageUsage, shareWith?: string, version = "2"): string {
    return usageText({ answers: answers(usage, shareWith, version), found: usage });
  }

  test("shows ten of a kind in one place, and how many more there are", () => {
    const many = Array.from({ length: 13 }, (_, index) => instance(`i-${index}`, { name: `web-${index}` }));
    const lines = text(found([...many, instance("lt-1", { type: "launch template" })])).split("\n");
    expect(lines[0]).toBe("May web 2 be retired? No: 14 things name it.");
    expect(lines.filter((line) => / i-\d+ \(web-\d+\)/.test(line))).toHaveLength(10);
    expect(lines).toContainEqual(expect.stringMatching(/instance +… and 3 more +see --json$/));
    expect(lines).toContainEqual(expect.stringMatching(/launch template +lt-1 +running$/));
  });

  test.each([
    ["2", "May web 2 be retired? Yes: nothing names it.\n"],
    ["3", "May web 3 be retired? Yes: no region has an AMI of it.\n"],
    ["1", "May web 1 (released) be retired? Yes: nothing names it.\n"],
  ])("of %s says yes, and why", (version, sentence) => {
    expect(text(found([]), undefined, version)).toContain(sentence);
  });

  test.each([
    [undefined, "Yes: only older versions of launch templates name it, which no group uses.\n"],
    [
      "{ public: true }",
      "Not known: only older versions of launch templates name it, which no group uses, but not all could be looked at.\n",
    ],
  ])("shared with %s tells of older versions of launch templates alone", (shareWith, sentence) => {
    const older = instance("lt-1", { type: "launch template", use: "older", how: "an older version of it" });
    expect(text(found([older]), shareWith)).toContain(`May web 2 be retired? ${sentence}`);
    expect(text(found([older, instance("i-1")]), shareWith)).toContain("No: one thing names it.");
  });

  test("names once what is the same in several regions", () => {
    const usage = found([]);
    const places = ["us-east-1", "eu-west-1"].map((region) => ({
      accountId: PUBLISHER,
      region,
      references: [],
      problems: [],
      untold: "UnauthorizedOperation: no",
    }));
    expect(text({ ...usage, places })).toContain(
      `\n  ${PUBLISHER} in us-east-1, eu-west-1: ec2:DescribeImageReferences: UnauthorizedOperation: no\n`,
    );
  });

  test("holds nothing that a terminal would take for a command", () => {
    expect(text(found([instance("i-1", { name: "\u001b[2J\n" })]))).toContain("i-1 (\\u001b[2J\\n)");
  });
});

test.each([
  ["resolve:ssm:/golden/web/stable", "/golden/web/stable", undefined],
  ["resolve:ssm:/golden/web/stable:3", "/golden/web/stable", "3"],
  [
    "resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/golden/web/stable",
    "/golden/web/stable",
    undefined,
  ],
  [
    "resolve:ssm:arn:aws-cn:ssm:cn-north-1:123456789012:parameter/golden/web/stable:v1",
    "/golden/web/stable",
    "v1",
  ],
])("%s names a parameter", (imageId, name, selector) => {
  expect(aliasOf(imageId)).toEqual({ reference: imageId.slice("resolve:ssm:".length), name, selector });
  expect(aliasOf("ami-0a1b2c3d4e5f60718")).toBeUndefined();
});

test("work goes on a few at a time, and its results keep their order", async () => {
  let [now, most] = [0, 0];
  const results = await inParallel([5, 1, 3, 2, 4], 2, async (item) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, item));
    now -= 1;
    return item * 10;
  });
  expect({ results, most }).toEqual({ results: [50, 10, 30, 20, 40], most: 2 });
  expect(await inParallel([], 2, async (item) => item)).toEqual([]);
  expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});

test("progress is shown after a second, on a terminal alone, and taken away", () => {
  jest.useFakeTimers();
  const printed: string[] = [];
  const progress = new Progress((text) => printed.push(text));
  progress.show("1 of 3");
  progress.done();
  expect(printed).toEqual([]);
  jest.advanceTimersByTime(1_000);
  progress.show("2 of 3");
  progress.done();
  progress.done();
  expect(printed).toEqual(["\r\u001b[K2 of 3", "\r\u001b[K"]);
  expect(() => new Progress().show("2 of 3")).not.toThrow();
  jest.useRealTimers();
});
