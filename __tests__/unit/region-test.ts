import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  AmiCatalogErrorCode,
  AmiCopy,
  AmiDistribution,
  AmiEncryptionKey,
  AmiLaunchPermissions,
  AmiParameterShare,
  AmiReference,
  AmiSource,
  AmiSsmParameter,
} from "../../modules";
import { PROVIDER_6 } from "../support/bindings";
import { caught, synthStack, Template } from "../support/template";
import { token } from "./refusal";
import { ACCOUNT_ID, AMI_ID, INSTANCE_ID, keyArn, OTHER_REGION, REGION, SNAPSHOT_ID } from "./values";

type Make = (stack: TerraformStack, region?: string) => unknown;

/** Data sources of an account or a partition, which have no region. */
const WITHOUT_REGION = ["aws_caller_identity", "aws_partition"];

/** What makes a resource in each construct that needn't know its region. */
const OPTIONAL: Readonly<Record<string, Make>> = {
  AmiCopy: (stack, region) =>
    new AmiCopy(stack, "It", { name: "web", sourceAmiId: AMI_ID, sourceAmiRegion: "us-west-2", region }),
  AmiLaunchPermissions: (stack, region) =>
    new AmiLaunchPermissions(stack, "It", {
      amiId: AMI_ID,
      accountIds: [ACCOUNT_ID],
      snapshotAccess: "copy",
      snapshotIds: { "/dev/xvda": SNAPSHOT_ID },
      region,
    }),
  AmiParameterShare: (stack, region) =>
    new AmiParameterShare(stack, "It", { accountIds: [ACCOUNT_ID], region }),
  AmiSsmParameter: (stack, region) =>
    new AmiSsmParameter(stack, "It", {
      parameterName: "/golden/web/stable",
      amiId: AMI_ID,
      tier: "Advanced",
      shareWith: { accountIds: [ACCOUNT_ID] },
      region,
    }),
};

/** The same for each that must know it. */
const REQUIRED: Readonly<Record<string, Make>> = {
  AmiDistribution: (stack, region) =>
    new AmiDistribution(stack, "It", {
      imageName: "web",
      version: "1",
      source: AmiSource.fromId(stack, "Source", {
        amiId: AMI_ID,
        region: "us-west-2",
        ebsDeviceNames: ["/dev/xvda"],
      }),
      parameterPrefix: "/golden/web",
      accountIds: [ACCOUNT_ID],
      snapshotAccess: "copy",
      shareParameter: true,
      region,
    }),
  "AmiDistribution of the source itself": (stack, region) =>
    new AmiDistribution(stack, "It", {
      imageName: "web",
      version: "1",
      source: AmiSource.fromId(stack, "Source", {
        amiId: AMI_ID,
        region: region ?? REGION,
        ebsDeviceNames: ["/dev/xvda"],
      }),
      parameterPrefix: "/golden/web",
      accountIds: [ACCOUNT_ID],
      snapshotAccess: "copy",
      region,
    }),
  AmiEncryptionKey: (stack, region) => new AmiEncryptionKey(stack, "It", { aliasName: "web", region }),
  AmiReference: (stack, region) =>
    AmiReference.fromParameter(stack, "It", { parameterName: "/golden/web/stable", region }).amiId,
  "AmiSource.fromInstance": (stack, region) =>
    AmiSource.fromInstance(stack, "It", { name: "web", sourceInstanceId: INSTANCE_ID, region }),
  "AmiSource.fromLookup": (stack, region) => AmiSource.fromLookup(stack, "It", { owners: ["self"], region }),
  "AmiSource.fromParameter": (stack, region) =>
    AmiSource.fromParameter(stack, "It", { parameterName: "/baked/web", region }),
  "AmiSource.fromS3Manifest": (stack, region) =>
    AmiSource.fromS3Manifest(stack, "It", { name: "web", imageLocation: "images/web.manifest.xml", region }),
  "AmiSource.fromSnapshot": (stack, region) =>
    AmiSource.fromSnapshot(stack, "It", { name: "web", rootSnapshotId: SNAPSHOT_ID, region }),
};

const ALL = Object.entries({ ...OPTIONAL, ...REQUIRED });

function inStack(make: Make, region?: string, provider: { readonly region?: string } = { region: REGION }) {
  return synthStack((stack) => {
    new AwsProvider(stack, "Aws", provider);
    make(stack, region);
  });
}

/** The regions of all resources and data sources that can have one. */
function regions({ stackJson: { resource = {}, data = {} } }: Template): unknown[] {
  const sections = [...Object.entries(resource), ...Object.entries(data)];
  const blocks = sections.filter(([type]) => !WITHOUT_REGION.includes(type));
  return blocks.flatMap(([, named]) => Object.values(named).map(({ region }) => region));
}

/** Resources and data sources, without cdktf's comments. */
function made({ stackJson }: Template): unknown {
  const written: unknown = JSON.parse(JSON.stringify(stackJson), (key, value: unknown) =>
    key === "//" ? undefined : value,
  );
  return written;
}

function expectMadeIn(expected: string | undefined, template: Template): void {
  const found = regions(template);
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(found.map(() => expected));
}

function expectRefused(code: AmiCatalogErrorCode, value: string, named: string, action: () => unknown): void {
  const { problems } = caught(action);
  expect(problems).toMatchObject([{ code, path: "Stack/It", prop: "region", value }]);
  expect(problems[0]?.fix).toContain(`give a \`provider\` of ${named}, with an \`alias\``);
  expect(problems[0]?.fix).toContain("@cdktf/provider-aws 21");
}

describe.each(ALL)("%s", (_, make) => {
  test("has no region where none is given", () => {
    expectMadeIn(undefined, inStack(make));
  });

  test("is the same with the provider's own region, which is written where it can", () => {
    const template = inStack(make, REGION);
    if (PROVIDER_6) {
      expectMadeIn(REGION, template);
    } else {
      expect(made(template)).toEqual(made(inStack(make)));
    }
  });

  test("is made in another region than the provider's, or refused where resources take none", () => {
    if (PROVIDER_6) {
      expectMadeIn(OTHER_REGION, inStack(make, OTHER_REGION));
    } else {
      expectRefused("REGION_INVALID", OTHER_REGION, OTHER_REGION, () => inStack(make, OTHER_REGION));
    }
  });

  test("refuses a zone once", () => {
    const { problems } = caught(() => inStack(make, "eu-west-1a"));
    expect(problems.filter(({ prop }) => prop === "region")).toMatchObject([
      { code: "REGION_INVALID", value: "eu-west-1a", fix: 'write its region, "eu-west-1"' },
    ]);
  });
});

describe.each(Object.entries(OPTIONAL))("%s where the provider names no region", (_, make) => {
  test("is made in a region that is given, or refused where resources take none", () => {
    if (PROVIDER_6) {
      expectMadeIn(OTHER_REGION, inStack(make, OTHER_REGION, {}));
    } else {
      expectRefused("REGION_UNSUPPORTED", OTHER_REGION, OTHER_REGION, () => inStack(make, OTHER_REGION, {}));
    }
  });

  test("does the same with a region that only Terraform knows", () => {
    let region = "";
    const ofVariable: Make = (stack) => {
      region = token(stack, "Region");
      make(stack, region);
    };
    if (PROVIDER_6) {
      expectMadeIn("${var.Region}", inStack(ofVariable, undefined, {}));
    } else {
      const { problems } = caught(() => inStack(ofVariable, undefined, {}));
      expect(problems).toMatchObject([{ code: "REGION_UNSUPPORTED", path: "Stack/It", prop: "region" }]);
      expect(problems[0]?.value).toBe(region);
    }
  });
});

test.each(Object.entries(REQUIRED))(
  "%s takes a given region for that of a provider that names none, and writes it where it can",
  (_, make) => {
    expectMadeIn(PROVIDER_6 ? OTHER_REGION : undefined, inStack(make, OTHER_REGION, {}));
  },
);

test("writes a given region into the ARN of a parameter, or reads it where resources take none", () => {
  const { stackJson } = inStack((stack) => {
    const place = { accountId: ACCOUNT_ID, region: REGION };
    const image = AmiReference.fromParameter(stack, "It", { parameterName: "/golden/web", ...place });
    new TerraformOutput(stack, "Arn", { value: image.parameterArn });
  });
  expect(String(stackJson.output?.Arn?.value)).toContain(
    PROVIDER_6 ? `:ssm:${REGION}:${ACCOUNT_ID}:parameter/golden/web` : ":ssm:${data.aws_region.",
  );
});

test("checks what is of the region against the one that is given", () => {
  const { problems } = caught(() =>
    inStack(
      (stack) =>
        new AmiCopy(stack, "It", {
          name: "web",
          sourceAmiId: AMI_ID,
          sourceAmiRegion: "us-west-2",
          encrypted: true,
          kmsKeyId: keyArn(REGION),
          region: OTHER_REGION,
        }),
    ),
  );
  expect(problems.map(({ code }) => code)).toEqual([
    ...(PROVIDER_6 ? [] : ["REGION_INVALID"]),
    "KMS_KEY_REGION",
  ]);
});
