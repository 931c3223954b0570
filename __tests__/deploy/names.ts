import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";

export const HOME = "us-east-1";
export const REGION = "eu-west-1";
export const RECIPIENT = "222222222222";
export const STRANGER = "333333333333";
export const ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-goldenimages";
export const UNIT = "arn:aws:organizations::123456789012:ou/o-goldenimages/ou-ab12-11111111";

/** What EC2 answers to a launch from an AMI that isn't shared with the caller. */
export const NOT_SHARED = "AuthFailure";

/** A stack whose AWS provider works in `region`; `home` is the provider of the home region. */
export function stackIn(
  region: string,
  fill: (stack: TerraformStack, home: AwsProvider) => void,
): (app: App) => void {
  return (app) => {
    const stack = new TerraformStack(app, "stack");
    const provider = new AwsProvider(stack, "Aws", { region });
    fill(stack, region === HOME ? provider : new AwsProvider(stack, "Home", { region: HOME, alias: "home" }));
  };
}
