import { TerraformStack } from "cdktf";
import { AmiLaunchPermissions } from "../../modules";
import { accountIds, SHARED_AMI_ID, TARGET_REGION } from "../input";
import { synthAndReport, warmUp } from "../synth-in-child";

function shareWith(count: number): (stack: TerraformStack) => void {
  return (stack) => {
    new AmiLaunchPermissions(stack, "Permissions", { amiId: SHARED_AMI_ID, accountIds: accountIds(count) });
  };
}

warmUp(TARGET_REGION, shareWith(1));
synthAndReport(TARGET_REGION, shareWith(Number(process.argv[2])));
