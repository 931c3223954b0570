import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { AmiReference, AmiReferenceProps, AmiSsmParameter } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { ORGANIZATION, RECIPIENT, REGION, stackIn } from "./names";
import { environmentOf, label, launchThrough, move, publisherOf, seedImages } from "./reference-support";

const TEMPLATE = "web";

/** A launch template that names the parameter, and all that the reference says as outputs. */
function consumer(props: (stack: TerraformStack) => AmiReferenceProps) {
  return stackIn(REGION, (stack) => {
    const reference = AmiReference.fromParameter(stack, "Golden", props(stack));
    new LaunchTemplate(stack, "Web", {
      name: TEMPLATE,
      instanceType: "t3.micro",
      imageId: reference.launchTemplateImageId,
    });
    new TerraformOutput(stack, "Statement", { value: reference.launchPolicyStatement });
  });
}

/** The account that deploys, as Terraform alone knows it. */
function callerOf(stack: TerraformStack): string {
  return new DataAwsCallerIdentity(stack, "Caller").accountId;
}

describeDeploy("a launch template that names a parameter", (deploy) => {
  /** A share inside an organisation needs no invitation. */
  beforeAll(() => {
    const { organizations, accountId } = deploy.emulator;
    for (const account of [accountId, RECIPIENT]) {
      organizations.join(account, { organizationArn: ORGANIZATION });
    }
  });

  test("boots the AMI of each moment, and its plan stays empty", async () => {
    const { emulator } = deploy;
    const publisher = await publisherOf(emulator);
    const { first, second } = await seedImages(emulator, "own");
    await move(publisher, "/golden/own", first);
    const workspace = deploy.workspace(consumer(() => ({ parameterName: "/golden/own" })));
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(await launchThrough(publisher, TEMPLATE)).toBe(first);
    await move(publisher, "/golden/own", second);
    await workspace.expectEmptyPlan();
    expect(await launchThrough(publisher, TEMPLATE)).toBe(second);
    expect(workspace.output().Statement).toEqual({
      Sid: "ReadAmiParameter",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters"],
      Resource: [`arn:aws:ssm:${REGION}:${emulator.accountId}:parameter/golden/own`],
    });
    await workspace.destroy();
  });

  test("names a version or a label", async () => {
    const { emulator } = deploy;
    const publisher = await publisherOf(emulator);
    const { first, second } = await seedImages(emulator, "selected");
    await move(publisher, "/golden/selected", first);
    await move(publisher, "/golden/selected", second);
    await label(publisher, "/golden/selected", 1, "proven");
    const workspace = deploy.workspace(consumer(() => ({ parameterName: "/golden/selected", version: 1 })));
    await workspace.apply();
    expect(await launchThrough(publisher, TEMPLATE)).toBe(first);
    workspace.synth(consumer(() => ({ parameterName: "/golden/selected", label: "proven" })));
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(await launchThrough(publisher, TEMPLATE)).toBe(first);
    await label(publisher, "/golden/selected", 2, "proven");
    await workspace.expectEmptyPlan();
    expect(await launchThrough(publisher, TEMPLATE)).toBe(second);
    await workspace.destroy();
  });

  test("names a parameter of another account by its ARN, and one of its own by name", async () => {
    const { emulator } = deploy;
    const { first, second } = await seedImages(emulator, "shared");
    const publish = (amiId: string) =>
      stackIn(REGION, (stack) => {
        const parameter = new AmiSsmParameter(stack, "Stable", {
          parameterName: "/golden/shared",
          amiId,
          tier: "Advanced",
          shareWith: { accountIds: [RECIPIENT] },
        });
        new TerraformOutput(stack, "Arn", { value: parameter.parameterArn });
      });
    const published = deploy.workspace(publish(first), { region: REGION });
    await published.apply();
    const parameterArn = String(published.output().Arn);
    const environment = await environmentOf(emulator, RECIPIENT);

    const workspace = deploy.workspace(
      consumer((stack) => ({ parameterArn, accountId: callerOf(stack) })),
      { environment },
    );
    await workspace.apply();
    await workspace.expectEmptyPlan();
    const recipient = await Account.of(emulator, RECIPIENT, REGION);
    expect(await launchThrough(recipient, TEMPLATE)).toBe(first);
    published.synth(publish(second));
    await published.apply();
    await workspace.expectEmptyPlan();
    expect(await launchThrough(recipient, TEMPLATE)).toBe(second);
    expect(workspace.output().Statement).toMatchObject({ Resource: [parameterArn] });

    const own = deploy.workspace(
      consumer((stack) => {
        const given = new TerraformVariable(stack, "Arn", { type: "string", default: parameterArn });
        return { parameterArn: given.stringValue, accountId: callerOf(stack) };
      }),
    );
    await own.apply();
    await own.expectEmptyPlan();
    expect(await launchThrough(await publisherOf(emulator), TEMPLATE)).toBe(second);
  });
});
