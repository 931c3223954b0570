import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { TerraformStack } from "cdktf";
import { accountIds, SHARED_AMI_ID, TARGET_REGION } from "../input";
import { synthAndReport, warmUp } from "../synth-in-child";

function shareWith(count: number): (stack: TerraformStack) => void {
  return (stack) => {
    for (const accountId of accountIds(count)) {
      new AmiLaunchPermission(stack, `Account-${accountId}`, { imageId: SHARED_AMI_ID, accountId });
    }
  };
}

warmUp(TARGET_REGION, shareWith(1));
synthAndReport(TARGET_REGION, shareWith(Number(process.argv[2])));
