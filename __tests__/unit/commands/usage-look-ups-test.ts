import { Progress } from "../../../commands/progress";
import { ORGANIZATION_ARN } from "../values";
import type { AwsAnswers } from "./aws-double";
import { asked, aws, CATALOG, PUBLISHER, refuse, REGION } from "./usage-asked";

describe("the references that EC2 tells", () => {
  test("are complete where it tells them", async () => {
    expect(await asked(aws({}))).toMatchObject({ version: { answer: "yes" }, answers: { problems: [] } });
  });

  test.each(["UnauthorizedOperation", "AccessDenied", "InvalidAction", "UnsupportedOperation"])(
    "aren't known to be none where it says %s, which is no failure",
    async (name) => {
      const { version, answers, text, document } = await asked(
        aws({ DescribeImageReferences: refuse(name) }),
      );
      expect({ answer: version?.answer, problems: answers.problems }).toEqual({
        answer: "unknown",
        problems: [],
      });
      expect(text).toContain(`\n  ${PUBLISHER} in ${REGION}: ec2:DescribeImageReferences: ${name}: no\n`);
      expect(document).toMatchObject({ withoutReferencesOfEc2: [{ message: `${name}: no` }] });
    },
  );

  test.each(["Throttling", "RequestLimitExceeded", "TimeoutError"])(
    "are a call that failed with %s",
    async (name) => {
      const { version, answers } = await asked(aws({ DescribeImageReferences: refuse(name) }));
      const problem = { operation: "ec2:DescribeImageReferences", message: `${name}: no` };
      expect({ version, answers }).toMatchObject({
        version: { answer: "unknown" },
        answers: { problems: [problem] },
      });
    },
  );

  test.each(["UnauthorizedOperation", "Throttling"])(
    "are looked for in parameters all the same after %s",
    async (name) => {
      const { version } = await asked(
        aws({
          DescribeImageReferences: refuse(name),
          DescribeParameters: () => ({ Parameters: [{ Name: "/team/base" }] }),
          GetParameters: () => ({ Parameters: [{ Name: "/team/base", Value: "ami-1" }] }),
        }),
      );
      expect(version).toMatchObject({ answer: "no", references: [{ type: "parameter", id: "/team/base" }] });
    },
  );

  test("aren't missed by a version in regions where it has no AMI", async () => {
    const sdk = aws({
      GetParametersByPath: (_: object, region: string) => ({
        Parameters: [{ Name: `/golden/web/versions/${region === REGION ? 1 : 2}`, Value: "ami-1" }],
      }),
      DescribeImageReferences: (_: object, region: string) =>
        region === REGION ? {} : refuse("UnauthorizedOperation")(),
    });
    const text = CATALOG.replace("{}", "{}, eu-west-1: {}").replaceAll(" } }", " }, state: released }");
    const { answers } = await asked(sdk, { text, all: true });
    expect(answers.versions).toMatchObject([
      { version: "2", answer: "unknown", missingIn: [] },
      { version: "1", answer: "yes", missingIn: [] },
    ]);
  });
});

describe("who may launch the AMIs", () => {
  /** AWS where the AMIs of the publisher are these, and shared so. */
  function sharing(...LaunchPermissions: object[]): AwsAnswers {
    return {
      DescribeImages: () => ({ Images: [{ ImageId: "ami-1" }] }),
      DescribeImageAttribute: ({ ImageId }: { readonly ImageId: string }) =>
        ImageId === "ami-1" ? { LaunchPermissions } : refuse("AuthFailure")(),
    };
  }

  test.each([
    ["an account", { UserId: "222222222222" }, "222222222222"],
    ["an organisation", { OrganizationArn: ORGANIZATION_ARN }, ORGANIZATION_ARN],
    ["everyone", { Group: "all" }, "everyone"],
  ])("is %s by AWS, though the file has nobody", async (_, permission, recipient) => {
    const { version, answers } = await asked(aws(sharing(permission)));
    expect({ answer: version?.answer, notLookedAt: answers.notLookedAt }).toEqual({
      answer: "unknown",
      notLookedAt: [recipient],
    });
  });

  test("is the publisher, and nobody is left to be looked at", async () => {
    const { version, answers } = await asked(aws(sharing({ UserId: PUBLISHER })));
    expect({ answer: version?.answer, notLookedAt: answers.notLookedAt }).toEqual({
      answer: "yes",
      notLookedAt: [],
    });
  });

  test("is whom the file has too, where a deploy is still to come", async () => {
    const text = CATALOG.replace("images:", 'shareWith: { accountIds: ["333333333333"] }\nimages:');
    const { answers } = await asked(aws(sharing({ UserId: "222222222222" })), { text });
    expect(answers.notLookedAt).toEqual(["333333333333", "222222222222"]);
  });

  test("is nobody for an AMI that is gone by now", async () => {
    const gone = { ...sharing(), DescribeImageAttribute: refuse("InvalidAMIID.NotFound") };
    expect(await asked(aws(gone))).toMatchObject({ version: { answer: "yes" }, answers: { problems: [] } });
  });

  test.each(["DescribeImages", "DescribeImageAttribute"])(
    "isn't known where %s is refused",
    async (operation) => {
      const { version, answers } = await asked(
        aws({ ...sharing(), [operation]: refuse("UnauthorizedOperation") }),
      );
      expect({ version, answers }).toMatchObject({
        version: { answer: "unknown" },
        answers: { problems: [{ accountId: PUBLISHER, region: REGION, operation: `ec2:${operation}` }] },
      });
    },
  );
});

describe("parameters below the image", () => {
  const NAMES = [
    "/golden/web/eu/base",
    "/golden/web/versions/1/arm",
    "/golden/web/stable",
    "/golden/web/versions/1",
  ];

  test.each([true, false])(
    "that are no channel and no version count, where EC2 tells them: %s",
    async (isTold) => {
      const item = (name: string) => ({
        ImageId: "ami-1",
        ResourceType: "ssm:Parameter",
        Arn: `arn:aws:ssm:${REGION}:${PUBLISHER}:parameter${name}`,
      });
      const sdk = aws({
        DescribeImageReferences: isTold
          ? () => ({ ImageReferences: NAMES.map(item) })
          : refuse("UnauthorizedOperation"),
        DescribeParameters: () => ({ Parameters: NAMES.map((Name) => ({ Name })) }),
        GetParameters: () => ({ Parameters: NAMES.map((Name) => ({ Name, Value: "ami-1" })) }),
      });
      const { version } = await asked(sdk);
      expect(version?.answer).toBe("no");
      expect(version?.references.map(({ type, id }) => `${type} ${id}`)).toEqual([
        "parameter /golden/web/eu/base",
        "parameter /golden/web/versions/1/arm",
      ]);
    },
  );
});

describe("EC2's usage reports", () => {
  const shared = {
    text: CATALOG.replace("images:", 'shareWith: { accountIds: ["222222222222"] }\nimages:'),
  };
  const refused = `\nEC2's usage reports can't be read:\n  ${PUBLISHER} in ${REGION}: ec2:DescribeImageUsageReports: AccessDenied: no\n`;

  test("that can't be read are named, and no failure", async () => {
    const sdk = aws({ DescribeImageUsageReports: refuse("AccessDenied") });
    const { text, document, answers } = await asked(sdk, shared);
    expect(answers.problems).toEqual([]);
    expect(text).toContain(refused);
    expect(text).not.toContain("create-image-usage-report");
    expect(document).toMatchObject({
      reports: [],
      reportsNotRead: [{ region: REGION, message: "AccessDenied: no" }],
    });
  });

  test("are made by a call that is shown, where there are none", async () => {
    const { text, document } = await asked(aws({}), shared);
    expect(text).toContain("aws ec2 create-image-usage-report");
    expect(text).not.toContain("can't be read");
    expect(document).toMatchObject({ reports: [], reportsNotRead: [] });
  });
});

test("an account that wasn't looked at needs a role of the catalog's partition", async () => {
  const inChina = CATALOG.replaceAll(REGION, "cn-north-1").replace(
    "images:",
    'shareWith: { accountIds: ["222222222222"] }\nimages:',
  );
  const { text } = await asked(aws({}), { text: inChina });
  expect(text).toContain("give a role of it, --role arn:aws-cn:iam::222222222222:role/NAME");
});

test("each step that asks all regions shows how far it is", async () => {
  jest.useFakeTimers();
  const printed: string[] = [];
  const progress = new Progress((text) => printed.push(text.replace("\r\u001b[K", "")));
  jest.advanceTimersByTime(1_000);
  const text = CATALOG.replace("{}", "{}, eu-west-1: {}").replace(
    "images:",
    "shareWith: { public: true }\nimages:",
  );
  await asked(aws({}), { text, progress });
  jest.useRealTimers();
  expect(printed).toEqual([
    "1 of 2 regions' parameters read",
    "2 of 2 regions' parameters read",
    "1 of 2 regions and accounts looked at",
    "2 of 2 regions and accounts looked at",
    "1 of 2 regions' launch permissions read",
    "2 of 2 regions' launch permissions read",
    "1 of 2 regions' usage reports read",
    "2 of 2 regions' usage reports read",
  ]);
});
