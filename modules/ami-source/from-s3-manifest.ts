import { Ami } from "@cdktf/provider-aws/lib/ami";
import { Construct } from "constructs";
import { Checks, Finding, uniqueAmiName } from "../support";
import { Architecture, BoundSource, VirtualizationType } from "./attributes";
import { checkNewAmi, NewAmiProps, newAmiArguments } from "./new-ami";

export interface FromS3ManifestProps extends NewAmiProps {
  /** Bucket and key of the bundle's manifest: `my-images/web/image.manifest.xml`. */
  readonly imageLocation: string;
  /** Size of the bundled root volume in GiB, which is checked and not sent. @default - not checked */
  readonly rootVolumeSize?: number;
  /** @default "x86_64" */
  readonly architecture?: Architecture;
  /** @default "hvm" */
  readonly virtualizationType?: VirtualizationType;
  /** Kernel (AKI) of a paravirtual AMI. @default - none */
  readonly kernelId?: string;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ComponentsAMIs.html */
const MAX_ROOT_GIB = 10;

function checkImageLocation(imageLocation: string): Finding | undefined {
  return /^[a-z0-9][a-z0-9.-]{2,62}\/\S+\.manifest\.xml$/.test(imageLocation)
    ? undefined
    : {
        code: "IMAGE_LOCATION_INVALID",
        allowed: "it must be the bucket and the key of a manifest",
        fix: 'write "BUCKET/PATH/image.manifest.xml", as `ec2-upload-bundle` prints it, without `s3://`',
      };
}

function checkRootVolumeSize(size: number): Finding | undefined {
  return size > 0 && size <= MAX_ROOT_GIB
    ? undefined
    : {
        code: "VOLUME_SIZE_INVALID",
        allowed: `the root volume of an instance-store-backed AMI has at most ${MAX_ROOT_GIB} GiB`,
        fix: "make the image smaller, or make an EBS-backed one: `AmiSource.fromInstance`",
      };
}

export function fromS3Manifest(scope: Construct, props: FromS3ManifestProps): BoundSource {
  const checks = new Checks(scope)
    .value("imageLocation", props.imageLocation, checkImageLocation)
    .value("rootVolumeSize", props.rootVolumeSize, checkRootVolumeSize);
  const region = checkNewAmi(checks, scope, props, Ami);
  checks.done();
  const { architecture = "x86_64", virtualizationType = "hvm" } = props;
  const ami = new Ami(scope, "Resource", {
    ...newAmiArguments(scope, props, Ami),
    name: uniqueAmiName(props.name, [props.imageLocation, architecture, virtualizationType, props.kernelId]),
    imageLocation: props.imageLocation,
    architecture,
    virtualizationType,
    kernelId: props.kernelId,
  });
  return {
    resource: ami,
    attributes: {
      region,
      amiId: ami.id,
      rootDeviceType: "instance-store",
      encrypted: false,
      architecture,
      virtualizationType,
      owned: true,
      floating: false,
      ebsDeviceNames: [],
    },
  };
}
