import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AmiGuard, AmiGuardProps } from "../../../modules/ami-guard";
import { caught } from "../../support/template";
import { AMI_ID } from "../values";
import { found, resource } from "./guarded";

const REASON = "the vendor's appliance has no parameter";
const OWN = `hardcoded-ami-id aws_instance.Own ami ${AMI_ID}`;
const BELOW = `hardcoded-ami-id aws_instance.Group_Web_27AE492E ami ${AMI_ID}`;
const ALIAS_BELOW = "alias-on-instance aws_instance.Group_Alias_4E0D808D ami resolve:ssm:/golden/web/stable";

function stackWith(exempt: (group: Construct) => void = () => undefined): (stack: TerraformStack) => void {
  return (stack) => {
    resource(stack, "aws_instance", "Own", { ami: AMI_ID });
    const group = new Construct(stack, "Group");
    resource(group, "aws_instance", "Web", { ami: AMI_ID });
    resource(group, "aws_instance", "Alias", { ami: "resolve:ssm:/golden/web/stable" });
    exempt(group);
  };
}

test("without exemptions all is found", () => {
  expect(found(stackWith())).toEqual([OWN, BELOW, ALIAS_BELOW]);
});

test("a construct and all below it pass, for all rules or for some", () => {
  expect(found(stackWith((group) => AmiGuard.exempt(group, { reason: REASON })))).toEqual([OWN]);
  const some = { rules: ["hardcoded-ami-id"], reason: REASON } as const;
  expect(found(stackWith((group) => AmiGuard.exempt(group, some)))).toEqual([OWN, ALIAS_BELOW]);
});

test("exemptions add up", () => {
  const exempt = (group: Construct): void => {
    AmiGuard.exempt(group, { rules: ["hardcoded-ami-id"], reason: REASON });
    AmiGuard.exempt(group, { rules: ["alias-on-instance"], reason: REASON });
  };
  expect(found(stackWith(exempt))).toEqual([OWN]);
});

test("a path passes, and no other that begins like it", () => {
  const exempted = (path: string): string[] => found(stackWith(), { exemptions: [{ path, reason: REASON }] });
  expect(exempted("Stack/Group")).toEqual([OWN]);
  expect(exempted("Stack/Group/Web")).toEqual([OWN, ALIAS_BELOW]);
  expect(exempted("Stack")).toEqual([]);
  expect(exempted("Stack/Gro")).toEqual([OWN, BELOW, ALIAS_BELOW]);
});

describe("refused", () => {
  test.each(["", "  \n"])("an exemption with the reason %j", (reason) => {
    const { code, problems, message } = caught(() =>
      stackWith((group) => AmiGuard.exempt(group, { reason }))(new TerraformStack(new App(), "Stack")),
    );
    expect(code).toBe("EXEMPTION_WITHOUT_REASON");
    expect(problems).toHaveLength(1);
    expect(message).toContain("Stack/Group: `reason` is");
    expect(message).toContain("write a `reason` for whoever reads it next");
  });

  test("all that is wrong with the props, at once", () => {
    const props = {
      rules: { "hardcoded-ami-ids": "error", "alias-on-instance": "fatal" },
      exemptions: [{ path: "Stack", rules: ["no-such-rule"], reason: "" }],
    } as unknown as AmiGuardProps;
    const { problems, message } = caught(() => new AmiGuard(props));
    expect(problems.map(({ code, path, prop, value }) => [code, path, prop, value])).toEqual([
      ["GUARD_RULE_INVALID", "AmiGuard", "rules", "hardcoded-ami-ids"],
      ["GUARD_RULE_INVALID", "AmiGuard", "rules.alias-on-instance", "fatal"],
      ["EXEMPTION_WITHOUT_REASON", "AmiGuard", "exemptions[0].reason", ""],
      ["GUARD_RULE_INVALID", "AmiGuard", "exemptions[0].rules[0]", "no-such-rule"],
    ]);
    expect(message).toContain('write one of "hardcoded-ami-id", "alias-on-instance",');
    expect(message).toContain('write one of "error", "warn", "off"');
  });
});
