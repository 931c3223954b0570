import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Aspects, App, TerraformOutput, TerraformStack } from "cdktf";
import {
  AmiCopy,
  AmiDistribution,
  AmiEncryptionKey,
  AmiGuard,
  AmiLaunchPermissions,
  AmiReference,
  AmiSource,
  AmiSsmParameter,
  HclStack,
} from "../modules";

// Writes stacks with every construct outside of the catalog, to compare what other frameworks and providers make
// of the same source. Where cdktf writes HCL, `web-images` is the stack whose HCL this package completes.

const REGION = "eu-west-1";
const AMI_ID = "ami-0c3fd0f5d4e7a9b21";
const RECIPIENTS = {
  accountIds: ["222222222222", "033333333333"],
  organizationArns: ["arn:aws:organizations::444444444444:organization/o-abcdefghij"],
  organizationalUnitArns: ["arn:aws:organizations::444444444444:ou/o-abcdefghij/ou-abcd-12345678"],
};

function sources(stack: TerraformStack): readonly AmiSource[] {
  const known = { ebsDeviceNames: ["/dev/xvda"] };
  return [
    AmiSource.fromId(stack, "Id", { amiId: AMI_ID, region: "us-east-1", ...known }),
    AmiSource.fromParameter(stack, "Parameter", { parameterName: "/baked/web", ...known }),
    AmiSource.fromLookup(stack, "Lookup", { owners: ["self"], ...known }),
    AmiSource.fromInstance(stack, "Instance", {
      name: "web",
      sourceInstanceId: "i-0a1d2f3c4b5e6f789",
      ...known,
    }),
    AmiSource.fromSnapshot(stack, "Snapshot", { name: "web", rootSnapshotId: "snap-0a1d2f3c4b5e6f789" }),
    AmiSource.fromImageBuilder(stack, "Pipeline", {
      imageArn: `arn:aws:imagebuilder:${REGION}:111111111111:image/web/1.0.0/1`,
      ...known,
    }),
  ];
}

function publisher(app: App): void {
  const stack = new TerraformStack(app, "publisher");
  new AwsProvider(stack, "Aws", { region: REGION });
  const key = new AmiEncryptionKey(stack, "Key", {
    aliasName: "golden/ami",
    allowAutoScaling: true,
    allowSpot: true,
    ...RECIPIENTS,
  });
  sources(stack).forEach((source) => {
    const kind = source.node.id;
    new AmiDistribution(stack, `Web-${kind}`, {
      imageName: "web",
      version: kind,
      source,
      parameterPrefix: "/golden/web",
      encrypted: true,
      kmsKeyId: key.kmsKeyArn,
      snapshotAccess: "copy",
      accountIds: RECIPIENTS.accountIds,
      verify: true,
    });
  });
  new AmiLaunchPermissions(stack, "Public", { amiId: AMI_ID, isPublic: true });
  new AmiSsmParameter(stack, "Stable", {
    parameterName: "/golden/web/stable",
    amiId: AMI_ID,
    tier: "Advanced",
    shareWith: RECIPIENTS,
    verify: true,
  });
}

function consumer(app: App): void {
  const stack = new TerraformStack(app, "consumer");
  new AwsProvider(stack, "Aws", { region: REGION });
  const image = AmiReference.fromParameter(stack, "Image", { parameterName: "/golden/web/stable" });
  new TerraformOutput(stack, "AmiId", { value: image.amiId });
  new TerraformOutput(stack, "Alias", { value: image.launchTemplateImageId });
  Aspects.of(stack).add(new AmiGuard());
}

function webImages(app: App): void {
  const stack = new HclStack(app, "web-images");
  new AwsProvider(stack, "Aws", { region: REGION });
  const copy = new AmiCopy(stack, "Copy", {
    name: "web",
    sourceAmiId: AMI_ID,
    sourceAmiRegion: "us-east-1",
  });
  const { resources } = new AmiLaunchPermissions(stack, "Share", { amiId: copy.amiId, ...RECIPIENTS });
  new AmiSsmParameter(stack, "Stable", {
    parameterName: "/web/stable",
    amiId: copy.amiId,
    dependsOn: resources,
    verify: true,
  });
}

const app = new App();
const stacks = process.env.SYNTH_HCL_OUTPUT === "true" ? [webImages] : [publisher, consumer, webImages];
stacks.forEach((add) => add(app));
app.synth();
