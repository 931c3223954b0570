import { TerraformStack } from "cdktf";
import { AmiDistribution, AmiEncryptionKey, AmiSource } from "../../modules";
import { expectRefusedIn, inRegion } from "./refusal";
import { ACCOUNT_ID, AMI_ID, keyArn, organizationalUnitArn, organizationArn } from "./values";

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly homeRegion: string;
}

const PLACES: readonly [Place, Place, Place] = [
  { partition: "aws", region: "eu-west-1", homeRegion: "us-east-1" },
  { partition: "aws-cn", region: "cn-northwest-1", homeRegion: "cn-north-1" },
  { partition: "aws-us-gov", region: "us-gov-west-1", homeRegion: "us-gov-east-1" },
];

interface Parts {
  readonly sourceRegion: string;
  readonly kmsKeyId: string;
  readonly organizationArn: string;
  readonly organizationalUnitArn: string;
}

function partsOf({ partition, region, homeRegion }: Place): Parts {
  return {
    sourceRegion: homeRegion,
    kmsKeyId: keyArn(region, partition),
    organizationArn: organizationArn(partition),
    organizationalUnitArn: organizationalUnitArn(partition),
  };
}

function distribute(stack: TerraformStack, parts: Parts): void {
  new AmiDistribution(stack, "Web", {
    imageName: "web",
    version: "1.2",
    parameterPrefix: "/golden/web",
    source: AmiSource.fromId(stack, "Source", { amiId: AMI_ID, region: parts.sourceRegion }),
    encrypted: true,
    kmsKeyId: parts.kmsKeyId,
    accountIds: [ACCOUNT_ID],
    organizationArns: [parts.organizationArn],
    organizationalUnitArns: [parts.organizationalUnitArn],
    shareParameter: true,
    verify: true,
  });
}

test.each(PLACES)("distributes in partition $partition, with nothing of another", (place) => {
  const template = inRegion(place.region, (stack) => {
    distribute(stack, partsOf(place));
    new AmiEncryptionKey(stack, "Key", {
      accountIds: [ACCOUNT_ID],
      organizationArns: [organizationArn(place.partition)],
      organizationalUnitArns: [organizationalUnitArn(place.partition)],
      allowAutoScaling: true,
      allowSpot: true,
    });
  });
  expect(template.count()).toBe(11);
  const partitions = JSON.stringify(template.stackJson).match(/(?<=\barn:)aws[a-z-]*/g) ?? [];
  expect(new Set(partitions)).toEqual(new Set([place.partition]));
});

describe.each([
  [PLACES[0], PLACES[1]],
  [PLACES[1], PLACES[2]],
  [PLACES[2], PLACES[0]],
])("in $region", (place, other) => {
  test.each<[keyof Parts, string, string]>([
    ["sourceRegion", "Stack/Web/Copy", "sourceAmiRegion"],
    ["kmsKeyId", "Stack/Web/Copy", "kmsKeyId"],
    ["organizationArn", "Stack/Web/Permissions", "organizationArns[0]"],
    ["organizationalUnitArn", "Stack/Web/Permissions", "organizationalUnitArns[0]"],
  ])(`refuses a %s of ${other.partition}`, (part, path, prop) => {
    const value = partsOf(other)[part];
    expectRefusedIn(place.region, (stack) => distribute(stack, { ...partsOf(place), [part]: value }), {
      code: "PARTITION_MIXED",
      path,
      prop,
      value,
      wayOut: `use one of partition ${place.partition}`,
    });
  });
});
