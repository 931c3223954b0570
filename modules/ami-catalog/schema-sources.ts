import { checkAmiId, checkRegion } from "../support";
import { Decoder, object, optional, required } from "./decoder";
import { either, flag, list, looseText, mapped, number, oneKeyOf, record, text, word } from "./decoders";
import { CatalogSource } from "./model";
import { imageBuilder, packerManifest, remoteState } from "./schema-bakers";
import { encryption, Fields, known, owned, Source } from "./schema-known";

type Ami = Source<"ami">[string];

const amiId = text({ check: checkAmiId, like: "ami-0c3fd0f5d4e7a9b21" });

const amiObject: Decoder<Ami> = object({
  amiId: required("ID of the AMI.", amiId),
  owned,
  ...known,
} satisfies Fields<Ami>);
const amiText = mapped(amiId, (id): Ami => ({ amiId: id }));
const amiOfRegion = either(amiText, amiObject);
const amiOfHomeRegion = mapped(amiText, (ami, { homeRegion }): Record<string, Ami> | undefined =>
  homeRegion === undefined ? undefined : { [homeRegion]: ami },
);

const lookup: Decoder<Source<"lookup">> = object({
  owners: required("Who may own it: `self`, account IDs, `amazon`.", list(looseText({ like: "self" }))),
  filters: optional(
    "Filters of DescribeImages.",
    list(
      object({
        name: required("Name of the filter.", text({ like: "name" })),
        values: required("Values, with `*` and `?`.", list(looseText())),
      }),
    ),
  ),
  nameRegex: optional("Regular expression for the name.", text()),
  mostRecent: optional("Take the newest of several.", flag),
  includeDeprecated: optional("Find deprecated AMIs of others too.", flag),
  ...known,
} satisfies Fields<Source<"lookup">>);

const parameterObject: Decoder<Source<"parameter">> = object({
  parameterName: optional("Name of a parameter.", text({ like: "/golden/base/stable" })),
  parameterArn: optional("ARN of a parameter that another account shares.", text()),
  version: optional("Version of the parameter, from 1.", number),
  label: optional("Label of a version of the parameter.", looseText()),
  owned,
  ...known,
} satisfies Fields<Source<"parameter">>);
const parameterText = mapped(text({ like: "/golden/base/stable" }), (given): Source<"parameter"> =>
  given.startsWith("arn:") ? { parameterArn: given } : { parameterName: given },
);

const instance: Decoder<Source<"instance">> = object({
  sourceInstanceId: required("ID of an EBS-backed instance.", text({ like: "i-0a1b2c3d4e5f60718" })),
  snapshotWithoutReboot: optional("Don't stop the instance.", flag),
  ...known,
} satisfies Fields<Source<"instance">>);

const volume = {
  volumeType: optional("Type of the volume.", text({ like: "gp3" })),
  volumeSize: optional("GiB, at least the size of the snapshot.", number),
  iops: optional("Provisioned IOPS, for io1, io2 and gp3.", number),
};
const snapshot: Decoder<Source<"snapshot">> = object({
  rootSnapshotId: required("ID of a snapshot of a root volume.", text({ like: "snap-0a1b2c3d4e5f60718" })),
  rootDeviceName: optional("Device name of the root volume.", text({ like: "/dev/xvda" })),
  ...volume,
  dataVolumes: optional(
    "Volumes beside the root volume.",
    list(
      object({
        deviceName: required("Device name.", text({ like: "/dev/sdb" })),
        snapshotId: required("ID of the snapshot.", text({ like: "snap-0a1b2c3d4e5f60718" })),
        ...volume,
      }),
    ),
  ),
  architecture: known.architecture,
  virtualizationType: known.virtualizationType,
  enaSupport: optional("Enhanced networking with ENA.", flag),
  bootMode: optional("Boot mode.", word("legacy-bios", "uefi", "uefi-preferred")),
  kernelId: optional("Kernel (AKI) of a paravirtual AMI.", text()),
  ...encryption,
} satisfies Fields<Source<"snapshot">>);

const s3Manifest: Decoder<Source<"s3Manifest">> = object({
  imageLocation: required(
    "Bucket and key of the manifest.",
    text({ like: "BUCKET/PATH/image.manifest.xml" }),
  ),
  rootVolumeSize: optional("GiB of the root volume.", number),
  architecture: known.architecture,
  virtualizationType: known.virtualizationType,
  kernelId: optional("Kernel (AKI) of a paravirtual AMI.", text()),
} satisfies Fields<Source<"s3Manifest">>);

/** Where a version comes from. */
export const source: Decoder<CatalogSource> = oneKeyOf(
  object({
    ami: optional(
      "An AMI of the home region, or one for each region by its code.",
      either(amiOfHomeRegion, record(amiOfRegion, { check: checkRegion, needed: "regions" })),
    ),
    lookup: optional("The newest AMI of the home region that fits.", lookup),
    parameter: optional(
      "The AMI that a parameter of the home region names: its name, its ARN, or a map.",
      either(parameterText, parameterObject),
    ),
    instance: optional("An AMI made from an instance of the home region.", instance),
    snapshot: optional("An AMI registered from snapshots of the home region.", snapshot),
    s3Manifest: optional("An instance-store-backed AMI from a bundle in S3.", s3Manifest),
    packerManifest: optional(
      "The AMIs of the last run of Packer: the path of its manifest, or a map.",
      packerManifest,
    ),
    remoteState: optional("The AMIs that an output of another Terraform state names.", remoteState),
    imageBuilder: optional(
      "The AMIs of an image of EC2 Image Builder in the home region: its ARN, or a map.",
      imageBuilder,
    ),
  } satisfies Fields<CatalogSource>),
  "a source",
);
