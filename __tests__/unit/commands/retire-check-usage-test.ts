import { loadSdk } from "../../../commands/aws/sdk";
import type { AwsAnswers } from "./aws-double";
import { desks, runAsking } from "./runs";
import { aws, CATALOG, refuse } from "./usage-asked";

jest.mock("../../../commands/aws/sdk");

const desk = desks(CATALOG);

async function retire(answers: AwsAnswers, ...more: string[]) {
  jest.mocked(loadSdk).mockResolvedValue(aws(answers));
  const args = ["retire", "web", "1", "--check-usage", "--file", desk.file, "--json", ...more];
  const { code, output } = await runAsking(args);
  return { code, document: JSON.parse(output) as object };
}

test("edits nothing where AWS didn't answer, and says what failed", async () => {
  const { code, document } = await retire({ DescribeInstances: refuse("RequestLimitExceeded") });
  expect({ code, document }).toMatchObject({
    code: 2,
    document: {
      errors: [{ code: "AWS_INCOMPLETE" }],
      changed: false,
      problems: [{ operation: "ec2:DescribeInstances", message: "RequestLimitExceeded: no" }],
    },
  });
  expect(desk.text()).toBe(CATALOG);
});

test("refuses what is used, whatever else wasn't answered", async () => {
  const { code, document } = await retire({
    DescribeInstances: () => ({ Reservations: [{ Instances: [{ InstanceId: "i-1", ImageId: "ami-1" }] }] }),
    DescribeAutoScalingGroups: refuse("Throttling"),
  });
  expect({ code, document }).toMatchObject({ code: 1, document: { errors: [{ code: "VERSION_USED" }] } });
  expect(desk.text()).toBe(CATALOG);
});

test("warns where it isn't known though all was answered, and edits", async () => {
  const { code, document } = await retire({ DescribeImageReferences: refuse("UnauthorizedOperation") });
  expect({ code, document }).toMatchObject({ code: 0, document: { usage: "unknown", changed: true } });
  expect(desk.text()).not.toContain('"1"');
});
