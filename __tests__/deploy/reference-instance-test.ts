import { Instance } from "@cdktf/provider-aws/lib/instance";
import { TerraformOutput } from "cdktf";
import { AmiReference, AmiReferenceProps, AmiSsmParameter } from "../../modules";
import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { ORGANIZATION, RECIPIENT, REGION, stackIn } from "./names";
import { environmentOf, label, move, publisherOf, runningImages, seedImages } from "./reference-support";

const ADDRESS = "aws_instance.Web";

/** An instance whose AMI the parameter names. */
function consumer(parameterName: string, replaceOnAmiChange?: boolean) {
  return stackIn(REGION, (stack) => {
    const reference = AmiReference.fromParameter(stack, "Golden", { parameterName });
    new Instance(stack, "Web", {
      instanceType: "t3.micro",
      tags: { team: "web" },
      ...reference.instanceAmi({ replaceOnAmiChange, lifecycle: { createBeforeDestroy: true } }),
    });
  });
}

/** All that Terraform reads of the parameter, as an output. */
function reader(props: AmiReferenceProps) {
  return stackIn(REGION, (stack) => {
    const { amiId, parameterArn, parameterName, parameterVersion } = AmiReference.fromParameter(
      stack,
      "Golden",
      props,
    );
    new TerraformOutput(stack, "Said", { value: { amiId, parameterArn, parameterName, parameterVersion } });
  });
}

describeDeploy("an instance whose AMI a parameter names", (deploy) => {
  /** A share inside an organisation needs no invitation. */
  beforeAll(() => {
    const { organizations, accountId } = deploy.emulator;
    for (const account of [accountId, RECIPIENT]) {
      organizations.join(account, { organizationArn: ORGANIZATION });
    }
  });

  function arnOf(parameterName: string): string {
    return `arn:aws:ssm:${REGION}:${deploy.emulator.accountId}:parameter${parameterName}`;
  }

  async function resourceChanges(workspace: ReturnType<typeof deploy.workspace>) {
    const changes = await workspace.plan();
    return changes.map(({ address, actions, after }) => [address, actions.join(), after?.ami]);
  }

  test("holds its AMI or follows the parameter, under one address", async () => {
    const { emulator } = deploy;
    const publisher = await publisherOf(emulator);
    const { first, second } = await seedImages(emulator, "switched");
    const parameterName = "/golden/switched";
    await move(publisher, parameterName, first);
    const workspace = deploy.workspace(consumer(parameterName));
    await workspace.apply();
    await workspace.expectEmptyPlan();

    workspace.synth(consumer(parameterName, true));
    await workspace.expectEmptyPlan();
    await move(publisher, parameterName, second);
    expect(await resourceChanges(workspace)).toEqual([[ADDRESS, "create,delete", second]]);

    workspace.synth(consumer(parameterName, false));
    expect(await resourceChanges(workspace)).toEqual([]);
    await workspace.apply();
    expect(await runningImages(publisher, "team", "web")).toEqual([first]);
    await workspace.expectEmptyPlan();

    workspace.synth(consumer(parameterName, true));
    await workspace.apply();
    expect(await runningImages(publisher, "team", "web")).toEqual([second]);
    await workspace.expectEmptyPlan();
  });

  test("reads a version or a label of a parameter, and lets the label move", async () => {
    const { emulator } = deploy;
    const publisher = await publisherOf(emulator);
    const parameterName = "/golden/selected";
    const { first, second } = await seedImages(emulator, "selected");
    await move(publisher, parameterName, first);
    await move(publisher, parameterName, second);
    await label(publisher, parameterName, 1, "proven");
    const workspace = deploy.workspace(reader({ parameterName, version: 1 }));
    await workspace.apply();
    expect(workspace.output().Said).toMatchObject({ amiId: first, parameterVersion: 1 });
    workspace.synth(reader({ parameterName, label: "proven" }));
    await workspace.expectEmptyPlan();
    await label(publisher, parameterName, 2, "proven");
    await workspace.apply();
    expect(workspace.output().Said).toEqual({
      amiId: second,
      parameterArn: arnOf(parameterName),
      parameterName,
      parameterVersion: 2,
    });
  });

  test("reads a parameter that another account shares, by its ARN", async () => {
    const { emulator } = deploy;
    const { first } = await seedImages(emulator, "shared");
    const published = deploy.workspace(
      stackIn(REGION, (stack) => {
        const parameter = new AmiSsmParameter(stack, "Stable", {
          parameterName: "/golden/shared",
          amiId: first,
          tier: "Advanced",
          shareWith: { accountIds: [RECIPIENT] },
        });
        new TerraformOutput(stack, "Arn", { value: parameter.parameterArn });
      }),
    );
    await published.apply();
    const parameterArn = String(published.output().Arn);
    const workspace = deploy.workspace(reader({ parameterArn }), {
      environment: await environmentOf(emulator, RECIPIENT),
    });
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(workspace.output().Said).toEqual({
      amiId: first,
      parameterArn,
      parameterName: "/golden/shared",
      parameterVersion: 1,
    });
    expect(await (await Account.of(emulator, RECIPIENT, REGION)).launch(first)).toBe(first);
  });
});
