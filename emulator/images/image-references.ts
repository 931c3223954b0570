import {
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
} from "@aws-sdk/client-ec2";
import { paginateGetParametersByPath } from "@aws-sdk/client-ssm";
import { ec2Answer } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { list, records } from "../front/call";
import type { Context } from "../front/context";
import type { AwsCall, Rule } from "../front/rule";
import { partitionOf } from "../rules/caller";

/** Versions of a launch template that are checked where the caller says nothing. */
const VERSION_DEPTH = 10;

interface Reference {
  readonly imageId: string;
  readonly resourceType: string;
  readonly arn: string;
}

type Find = (context: Context, call: AwsCall, option: (name: string) => string[]) => Promise<Reference[]>;

/** What EC2 looks for; there are no recipes of Image Builder here. */
const FINDERS: Readonly<Record<string, Find>> = {
  "ec2:Instance": ofInstances,
  "ec2:LaunchTemplate": ofLaunchTemplates,
  "ssm:Parameter": ofParameters,
};

/** DescribeImageReferences: refused as to a caller without the permission, until the setting allows it. */
export function describeImageReferences(context: Context): Rule {
  return {
    name: "describe-image-references",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-ami-references.html",
    on: ["ec2:DescribeImageReferences"],
    async handle(call) {
      if (!context.settings.imageReferences) {
        throw new AwsError(
          "UnauthorizedOperation",
          "You are not authorized to perform this operation: ec2:DescribeImageReferences",
          403,
        );
      }
      const imageIds = list(call, "ImageId");
      const found = await Promise.all(
        records(call, "ResourceType").map(({ ResourceType = "" }, index) =>
          FINDERS[ResourceType]?.(context, call, (name) => optionOf(call, index + 1, name)),
        ),
      );
      const item = found.flatMap((some) => some ?? []).filter(({ imageId }) => imageIds.includes(imageId));
      return ec2Answer(call, { imageReferenceSet: { item } });
    },
  };
}

function optionOf(call: AwsCall, type: number, name: string): string[] {
  const prefix = `ResourceType.${type}.ResourceTypeOption`;
  const index = records(call, prefix).findIndex(({ OptionName }) => OptionName === name);
  return index < 0 ? [] : list(call, `${prefix}.${index + 1}.OptionValue`);
}

async function ofInstances(...[context, call, option]: Parameters<Find>): Promise<Reference[]> {
  const { ec2 } = context.aws(call.account, call.region);
  const states = option("state-name");
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances)
    .filter(({ State }) => states.length === 0 || states.includes(State?.Name ?? ""))
    .map(({ InstanceId, ImageId = "" }) => ({
      imageId: ImageId,
      resourceType: "ec2:Instance",
      arn: arn(call, "ec2", `instance/${InstanceId}`),
    }));
}

async function ofLaunchTemplates(...[context, call, option]: Parameters<Find>): Promise<Reference[]> {
  const { ec2 } = context.aws(call.account, call.region);
  const depth = Number(option("version-depth")[0] ?? VERSION_DEPTH);
  const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({ MaxResults: 200 }));
  const found = LaunchTemplates.map(async ({ LaunchTemplateId, LatestVersionNumber: latest = 1 }) => {
    const MinVersion = `${Math.max(1, latest - depth + 1)}`;
    const command = new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId,
      MinVersion,
      MaxVersion: `${latest}`,
    });
    const { LaunchTemplateVersions = [] } = await ec2.send(command);
    const imageIds = LaunchTemplateVersions.map(
      ({ LaunchTemplateData }) => LaunchTemplateData?.ImageId ?? "",
    );
    return [...new Set(imageIds)].map((imageId) => ({
      imageId,
      resourceType: "ec2:LaunchTemplate",
      arn: arn(call, "ec2", `launch-template/${LaunchTemplateId}`),
    }));
  });
  return (await Promise.all(found)).flat();
}

async function ofParameters(...[context, call]: Parameters<Find>): Promise<Reference[]> {
  const { ssm } = context.aws(call.account, call.region);
  const found: Reference[] = [];
  const input = { Path: "/", Recursive: true };
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client: ssm }, input)) {
    found.push(
      ...Parameters.filter(({ DataType }) => DataType === "aws:ec2:image").map(
        ({ Name = "", Value = "" }) => ({
          imageId: Value,
          resourceType: "ssm:Parameter",
          arn: arn(call, "ssm", `parameter/${Name.replace(/^\//, "")}`),
        }),
      ),
    );
  }
  return found;
}

function arn({ region, account }: AwsCall, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}
