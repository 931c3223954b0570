import { type Golden, imagesOf, put, startGolden, template } from "./rules-golden";
import { type Account } from "./rules-support";

const NAME = "rolled";
const ALIAS = "/golden/rolled";
const SIZE = { MinSize: "2", MaxSize: "2", DesiredCapacity: "2", "AvailabilityZones.member.1": "eu-west-1a" };

let golden: Golden;
let platform: Account;

beforeAll(async () => {
  golden = await startGolden();
  ({ platform } = golden);
  await put(platform, ALIAS, golden.first);
  await template(platform, NAME, `resolve:ssm:${ALIAS}`);
  await template(platform, "fixed", golden.first);
  for (const name of [NAME, "fixed"]) {
    await platform.query("autoscaling", "CreateAutoScalingGroup", {
      AutoScalingGroupName: name,
      "LaunchTemplate.LaunchTemplateName": name,
      ...SIZE,
    });
  }
});

afterAll(() => golden.emulator.stop());

function refresh(AutoScalingGroupName: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  return platform.query("autoscaling", "StartInstanceRefresh", { AutoScalingGroupName, ...more });
}

function runningImages(): Promise<(string | undefined)[]> {
  return imagesOf(platform, {
    Filters: [
      { Name: "tag:aws:autoscaling:groupName", Values: [NAME] },
      { Name: "instance-state-name", Values: ["running"] },
    ],
  });
}

test("a refresh replaces every instance by one with the AMI that the parameter names now", async () => {
  expect(await runningImages()).toEqual([golden.first, golden.first]);
  await put(platform, ALIAS, golden.second);
  expect(await runningImages()).toEqual([golden.first, golden.first]);
  expect(await refresh(NAME)).toMatch(/<InstanceRefreshId>[0-9a-f-]{36}<\/InstanceRefreshId>/);
  expect(await runningImages()).toEqual([golden.second, golden.second]);
});

test.each(
  Object.entries({
    "Preferences.SkipMatching": "true",
    "Preferences.AutoRollback": "true",
    "DesiredConfiguration.LaunchTemplate.LaunchTemplateName": "fixed",
  }),
)("a group whose template names a parameter has no refresh with %s", async (key, value) => {
  await expect(refresh(NAME, { [key]: value })).rejects.toThrow(
    /ValidationError.*names a Systems Manager parameter/s,
  );
  await expect(refresh("fixed", { [key]: value })).resolves.toContain("InstanceRefreshId");
});

test("skip matching and auto rollback that are turned off are taken", async () => {
  const off = { "Preferences.SkipMatching": "false", "Preferences.AutoRollback": "false" };
  await expect(refresh(NAME, off)).resolves.toContain("InstanceRefreshId");
});

test("a group that isn't there is refused", async () => {
  await expect(refresh("missing")).rejects.toThrow(/ValidationError.*AutoScalingGroup name not found/s);
});
