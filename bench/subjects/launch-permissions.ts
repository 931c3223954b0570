import { AmiLaunchPermissions } from "../../modules";
import { accountIds, TARGET_REGION } from "../input";
import { synthAndReport } from "../synth-in-child";

synthAndReport(TARGET_REGION, (stack) => {
  new AmiLaunchPermissions(stack, "Permissions", {
    amiId: "ami-0a000000000000001",
    accountIds: accountIds(Number(process.argv[2])),
  });
});
