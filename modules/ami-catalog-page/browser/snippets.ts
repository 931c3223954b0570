/** The parameter of a channel, as a consumer writes it. */
export interface SnippetReference {
  /** The name of the parameter, or its ARN in other accounts. */
  readonly reference: string;
  /** Whether `reference` is an ARN. */
  readonly isArn: boolean;
  /** Region of the call, where the text has one. */
  readonly region: string;
}

/** What a consumer pastes. */
export interface Snippet {
  readonly text: string;
  /** The line of `text` that does it, for those who have the rest. @default - it takes all of them */
  readonly line?: string;
}

/** A kind of code or tool that launches from an image. */
export interface SnippetConsumer {
  readonly id: string;
  readonly title: string;
  /** When a promotion reaches what was launched, and what it needs. */
  readonly note: string;
  snippet(reference: SnippetReference): Snippet;
}

/** @see docs/consumers: a test compares each text with the page of its consumer */
export const SNIPPET_CONSUMERS: readonly SnippetConsumer[] = [
  {
    id: "launch-template",
    title: "HCL, launch template",
    note: "EC2 looks the parameter up at each launch. The plan stays empty when the channel moves, and what runs stays as it is.",
    snippet: ({ reference }) => ({
      text: `resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  image_id      = "resolve:ssm:${reference}"
  instance_type = "t4g.micro"
}`,
      line: `  image_id      = "resolve:ssm:${reference}"`,
    }),
  },
  {
    id: "instance",
    title: "HCL, instance",
    note: "The first apply after the channel has moved replaces the instance; with `ignore_changes = [ami]` it keeps its AMI.",
    snippet: ({ reference }) => ({
      text: `data "aws_ssm_parameter" "image" {
  name = "${reference}"
}

resource "aws_instance" "web" {
  ami           = nonsensitive(data.aws_ssm_parameter.image.value)
  instance_type = "t4g.micro"
}`,
    }),
  },
  {
    id: "construct",
    title: "CDKTF",
    note: "`AmiReference` comes from `cdktf-ami-catalog`, or from `cdktf-ami-catalog/cdktn` with CDK Terrain. EC2 looks the parameter up at each launch.",
    snippet: ({ reference, isArn }) => {
      const line = `const image = AmiReference.fromParameter(this, "Image", { ${isArn ? "parameterArn" : "parameterName"}: "${reference}" });`;
      return {
        text: `${line}
new LaunchTemplate(this, "Web", {
  namePrefix: "web-",
  imageId: image.launchTemplateImageId,
  instanceType: "t4g.micro",
});`,
        line,
      };
    },
  },
  {
    id: "cloudformation",
    title: "CloudFormation",
    note: "CloudFormation reads the ID when it makes or updates the stack: the first update after the channel has moved replaces the instance.",
    snippet: ({ reference }) => ({
      text: `Parameters:
  Image:
    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
    Default: ${reference}
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      InstanceType: t4g.micro`,
    }),
  },
  {
    id: "cli",
    title: "AWS CLI",
    note: "The caller needs `ssm:GetParameters` on the parameter.",
    snippet: ({ reference, region }) => ({
      text: `aws ec2 run-instances --image-id resolve:ssm:${reference} --instance-type t4g.micro --region ${region}`,
    }),
  },
  {
    id: "karpenter",
    title: "Karpenter",
    note: "Karpenter 1.4 or newer, whose role needs `ssm:GetParameter` on the parameter. New nodes boot the new AMI, and drift replaces the others. Write the `amiFamily` of the image.",
    snippet: ({ reference }) => ({
      text: `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: golden
spec:
  amiFamily: AL2023
  amiSelectorTerms:
    - ssmParameter: ${reference}
  role: KarpenterNodeRole
  subnetSelectorTerms:
    - tags: { karpenter.sh/discovery: production }
  securityGroupSelectorTerms:
    - tags: { karpenter.sh/discovery: production }`,
      line: `    - ssmParameter: ${reference}`,
    }),
  },
];
