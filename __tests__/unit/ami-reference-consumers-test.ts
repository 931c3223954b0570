import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { TerraformResourceLifecycle } from "cdktf";
import { AmiReference, InstanceAmiProps, InstanceRefreshProps } from "../../modules";
import { Block, Template } from "../support/template";
import { expectRefused, Refusal, synthesized } from "./refusal";
import { tags } from "./values";

const PARAMETER = { parameterName: "/golden/web/stable" };
const READ = expect.stringMatching(/^\$\{data\.aws_ssm_parameter\.\w+\.insecure_value\}$/) as unknown;
const INSTANCE = "aws_instance";
const GROUP = "aws_autoscaling_group";

describe("an instance", () => {
  function instance(props?: InstanceAmiProps): Template {
    return synthesized((stack) => {
      const reference = AmiReference.fromParameter(stack, "Golden", PARAMETER);
      new Instance(stack, "Web", { instanceType: "t3.micro", ...reference.instanceAmi(props) });
    });
  }

  function refuse(lifecycle: TerraformResourceLifecycle, wayOut: string): void {
    expectRefused(
      (stack) =>
        AmiReference.fromParameter(stack, "Golden", PARAMETER).instanceAmi({
          replaceOnAmiChange: true,
          lifecycle,
        }),
      {
        path: "Stack/Golden",
        code: "LIFECYCLE_IGNORES_AMI",
        prop: "replaceOnAmiChange",
        value: true,
        wayOut,
      },
    );
  }

  test.each([undefined, {}, { replaceOnAmiChange: false }])("holds its AMI with %j", (props) => {
    expect(instance(props).only(INSTANCE)).toEqual({
      instance_type: "t3.micro",
      ami: READ,
      lifecycle: { ignore_changes: ["ami"] },
    });
  });

  test("follows the parameter when that is asked for", () => {
    expect(instance({ replaceOnAmiChange: true }).only(INSTANCE)).toEqual({
      instance_type: "t3.micro",
      ami: READ,
    });
  });

  test("has one address, whichever is chosen", () => {
    const addresses = [true, false].map((replaceOnAmiChange) =>
      Object.keys(instance({ replaceOnAmiChange }).resources(INSTANCE)),
    );
    expect(addresses).toEqual([["aws_instance.Web"], ["aws_instance.Web"]]);
  });

  test.each([
    [["tags"], ["tags", "ami"]],
    [
      ["ami", "tags"],
      ["ami", "tags"],
    ],
    ["all", "all"],
  ] as const)("that holds ignores %j too", (given, expected) => {
    const ignoreChanges = given === "all" ? given : [...given];
    const lifecycle = { ignoreChanges, preventDestroy: true };
    expect(instance({ lifecycle }).only(INSTANCE).lifecycle).toEqual({
      ignore_changes: expected,
      prevent_destroy: true,
    });
  });

  test("that follows keeps the rest of its lifecycle", () => {
    const lifecycle = { createBeforeDestroy: true, ignoreChanges: ["tags"] };
    expect(instance({ replaceOnAmiChange: true, lifecycle }).only(INSTANCE).lifecycle).toEqual({
      create_before_destroy: true,
      ignore_changes: ["tags"],
    });
  });

  test("that follows can't ignore its AMI", () => {
    refuse({ ignoreChanges: ["tags", "ami"] }, 'take "ami" out of `lifecycle.ignoreChanges`');
    refuse({ ignoreChanges: "all" }, 'take "all" out of `lifecycle.ignoreChanges`');
  });
});

describe("an Auto Scaling group", () => {
  const TEAM = { key: "team", value: "web", propagateAtLaunch: true };

  function group(props?: InstanceRefreshProps): Block {
    return synthesized((stack) => {
      const reference = AmiReference.fromParameter(stack, "Golden", PARAMETER);
      new AutoscalingGroup(stack, "Web", { minSize: 1, maxSize: 2, ...reference.instanceRefresh(props) });
    }).only(GROUP);
  }

  function refuse(props: InstanceRefreshProps, ...refusals: Omit<Refusal, "path">[]): void {
    expectRefused(
      (stack) => AmiReference.fromParameter(stack, "Golden", PARAMETER).instanceRefresh(props),
      ...refusals.map((refusal) => ({ path: "Stack/Golden", ...refusal })),
    );
  }

  test("rolls when the tag with the AMI's ID changes", () => {
    expect(group()).toEqual({
      min_size: 1,
      max_size: 2,
      instance_refresh: { strategy: "Rolling", triggers: ["tag"] },
      tag: [{ key: "ami-catalog:ami-id", value: READ, propagate_at_launch: false }],
    });
  });

  test("keeps tags, triggers and preferences", () => {
    expect(
      group({
        preferences: { minHealthyPercentage: 50, skipMatching: false, autoRollback: false },
        triggers: ["max_size", "tag"],
        tag: [TEAM],
        tagKey: "ami",
      }),
    ).toMatchObject({
      instance_refresh: {
        strategy: "Rolling",
        triggers: ["max_size", "tag"],
        preferences: { min_healthy_percentage: 50, skip_matching: false, auto_rollback: false },
      },
      tag: [
        { key: "team", value: "web", propagate_at_launch: true },
        { key: "ami", value: READ, propagate_at_launch: false },
      ],
    });
  });

  test("has no skip matching and no auto rollback", () => {
    const refusal = { code: "INSTANCE_REFRESH_INVALID", value: true, wayOut: "leave it out" } as const;
    refuse(
      { preferences: { skipMatching: true, autoRollback: true } },
      { ...refusal, prop: "preferences.skipMatching" },
      { ...refusal, prop: "preferences.autoRollback" },
    );
  });

  test("has at most 49 other tags", () => {
    const given = Object.entries(tags(50)).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
    expect(group({ tag: given.slice(1) }).tag).toHaveLength(50);
    refuse({ tag: given }, { code: "TAGS_INVALID", prop: "tag", value: tags(50), wayOut: "give at most 49" });
  });

  test("has another key for the AMI than for the other tags, and one that AWS takes", () => {
    const refusal = { code: "TAGS_INVALID", prop: "tagKey" } as const;
    refuse({ tag: [TEAM], tagKey: "team" }, { ...refusal, value: "team", wayOut: "choose another `tagKey`" });
    refuse({ tagKey: "aws:ami" }, { ...refusal, value: "aws:ami", wayOut: "choose another prefix" });
    refuse(
      { tag: [{ ...TEAM, key: "ami-catalog:ami-id" }] },
      { ...refusal, value: "ami-catalog:ami-id", wayOut: "choose another `tagKey`" },
    );
  });
});
