import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { WebService } from "../../.gen/modules/web-service";
import { AmiReference } from "../../modules/ami-reference";

export interface ServiceStackProps {
  /** Region to launch in. */
  readonly region: string;
  /** Parameter that names the AMI. */
  readonly parameterName: string;
  /** Number of instances to begin with. @default 0 */
  readonly minSize?: number;
}

/** Local HCL modules, from the folder of `cdktf.json`: an `App` that runs without the cdktf CLI must name them. */
export const LOCAL_MODULES = ["./examples/hcl-module"];

/** A team's stack: it names the parameter, and gives the alias to the HCL module of another team. */
export class ServiceStack extends TerraformStack {
  constructor(scope: Construct, id: string, { region, parameterName, minSize }: ServiceStackProps) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region });
    const image = AmiReference.fromParameter(this, "Image", { parameterName });
    const service = new WebService(this, "Service", {
      name: id,
      imageId: image.launchTemplateImageId,
      minSize,
    });
    new TerraformOutput(this, "Group", { value: service.autoscalingGroupNameOutput }).overrideLogicalId(
      "autoscaling_group_name",
    );
  }
}
