import { AmiLaunchPermission } from "@cdktf/provider-aws/lib/ami-launch-permission";
import { accountIds, TARGET_REGION } from "../input";
import { synthAndReport } from "../synth-in-child";

synthAndReport(TARGET_REGION, (stack) => {
  for (const accountId of accountIds(Number(process.argv[2]))) {
    new AmiLaunchPermission(stack, `Account-${accountId}`, { imageId: "ami-0a000000000000001", accountId });
  }
});
