import { ec2Answer, ec2Return } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { text } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import type { Image } from "./image";
import { modifyLaunchPermissions } from "./launch-permissions";
import { checkDescription, ownedImage, required } from "./requests";

/** DescribeImageAttribute, ModifyImageAttribute and ResetImageAttribute, for the owner only. */
export function imageAttributeRules(context: Context): Rule[] {
  return [
    {
      name: "describe-image-attribute",
      source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageAttribute.html",
      on: ["ec2:DescribeImageAttribute"],
      async handle(call) {
        const image = await ownedImage(context, call);
        return ec2Answer(call, { imageId: image.imageId, ...attribute(image, required(call, "Attribute")) });
      },
    },
    {
      name: "modify-image-attribute",
      source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html",
      on: ["ec2:ModifyImageAttribute"],
      async handle(call) {
        await modify(context, call, await ownedImage(context, call));
        return ec2Return(call);
      },
    },
    {
      name: "reset-image-attribute",
      source: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetImageAttribute.html",
      on: ["ec2:ResetImageAttribute"],
      async handle(call) {
        const image = await ownedImage(context, call);
        if (required(call, "Attribute") !== "launchPermission") {
          throw new AwsError("InvalidRequest", "Only launchPermission can be reset");
        }
        image.launchPermissions = [];
        return ec2Return(call);
      },
    },
  ];
}

function attribute(image: Image, name: string): object {
  const values: Readonly<Record<string, string | undefined>> = {
    bootMode: image.bootMode,
    deregistrationProtection: image.deregistrationProtection,
    description: image.description || undefined,
    imdsSupport: image.imdsSupport,
    kernel: image.kernelId,
    lastLaunchedTime: undefined,
    ramdisk: image.ramdiskId,
    sriovNetSupport: image.sriovNetSupport,
    tpmSupport: image.tpmSupport,
    uefiData: undefined,
  };
  if (name === "launchPermission") {
    return { launchPermission: { item: image.launchPermissions.map((permission) => ({ ...permission })) } };
  }
  if (name === "productCodes") return { productCodes: {} };
  if (name === "blockDeviceMapping") {
    throw new AwsError("AuthFailure", "Unauthorized attempt to access restricted resource");
  }
  if (!(name in values)) {
    throw new AwsError("InvalidParameterValue", `Value (${name}) for parameter attribute is invalid.`);
  }
  const value = values[name];
  return { [name]: value === undefined ? {} : { value } };
}

/** One attribute a call, in either spelling: `Description.Value`, or `Attribute` and `Value`. */
async function modify(context: Context, call: AwsCall, image: Image): Promise<void> {
  const names = Object.keys(call.params);
  const asked = text(call, "Attribute");
  const given = new Set(
    [
      asked,
      names.some((name) => /^(LaunchPermission|OperationType|UserId|UserGroup|Organization)/.test(name))
        ? "launchPermission"
        : undefined,
      text(call, "Description.Value") === undefined ? undefined : "description",
      text(call, "ImdsSupport.Value") === undefined ? undefined : "imdsSupport",
    ].filter((name) => name !== undefined),
  );
  if (given.size > 1) {
    throw new AwsError("InvalidParameterCombination", "Fields for multiple attribute types specified");
  }
  switch ([...given][0]) {
    case "launchPermission":
      return modifyLaunchPermissions(context, call, image);
    case "description":
      return describe(image, text(call, "Description.Value") ?? text(call, "Value") ?? "");
    case "imdsSupport":
      image.imdsSupport = text(call, "ImdsSupport.Value") ?? required(call, "Value");
      return;
    default:
      throw new AwsError("InvalidParameterCombination", "No attributes specified.");
  }
}

function describe(image: Image, description: string): void {
  checkDescription(description);
  image.description = description;
}
