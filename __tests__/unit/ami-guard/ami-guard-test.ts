import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SpotFleetRequest } from "@cdktf/provider-aws/lib/spot-fleet-request";
import {
  App,
  Aspects,
  conditional,
  Fn,
  TerraformHclModule,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import { AmiGuard } from "../../../modules/ami-guard";
import { withFolder } from "../../support/temporary-folder";
import { token } from "../refusal";
import { AMI_ID, OTHER_AMI_ID } from "../values";
import { found, guarded, resource } from "./guarded";

const FLEET = { iamFleetRole: "arn:aws:iam::111111111111:role/fleet", targetCapacity: 1 };

describe("an AMI ID is found", () => {
  test("in what functions and conditions make of it", () => {
    const findings = found((stack) => {
      const old = new TerraformVariable(stack, "Old", { type: "bool" }).booleanValue;
      const region = token(stack, "Region");
      new Instance(stack, "Condition", { ami: Token.asString(conditional(old, AMI_ID, OTHER_AMI_ID)) });
      new Instance(stack, "Lookup", { ami: Fn.lookup({ "eu-west-1": AMI_ID }, region, OTHER_AMI_ID) });
      new Instance(stack, "Element", { ami: Fn.element([AMI_ID], 0) });
    });
    expect(findings).toEqual([
      `hardcoded-ami-id aws_instance.Condition ami ${AMI_ID}`,
      `hardcoded-ami-id aws_instance.Condition ami ${OTHER_AMI_ID}`,
      `hardcoded-ami-id aws_instance.Lookup ami ${AMI_ID}`,
      `hardcoded-ami-id aws_instance.Lookup ami ${OTHER_AMI_ID}`,
      `hardcoded-ami-id aws_instance.Element ami ${AMI_ID}`,
    ]);
  });

  test("behind tokens", () => {
    const lazy = Token.asString({ creationStack: [], resolve: () => AMI_ID, toString: () => "lazy" });
    expect(found((stack) => new Instance(stack, "Web", { ami: lazy }))).toEqual([
      `hardcoded-ami-id aws_instance.Web ami ${AMI_ID}`,
    ]);
  });

  test("in locals, variables and their maps", () => {
    const findings = found((stack) => {
      new TerraformLocal(stack, "One", AMI_ID);
      new TerraformLocal(stack, "Images", { "eu-west-1": { arm64: AMI_ID }, list: ["x", OTHER_AMI_ID] });
      new TerraformLocal(stack, "Text", Fn.jsonencode({ web: AMI_ID }));
      new TerraformVariable(stack, "Image", { type: "string", default: AMI_ID });
      new TerraformVariable(stack, "Amis", { type: "map(string)", default: { arm64: AMI_ID } });
    });
    expect(findings).toEqual([
      `hardcoded-ami-id local.One value ${AMI_ID}`,
      `hardcoded-ami-id local.Images value.eu-west-1.arm64 ${AMI_ID}`,
      `hardcoded-ami-id local.Images value.list[1] ${OTHER_AMI_ID}`,
      `hardcoded-ami-id local.Text value ${AMI_ID}`,
      `hardcoded-ami-id var.Image default ${AMI_ID}`,
      `hardcoded-ami-id var.Amis default.arm64 ${AMI_ID}`,
    ]);
  });

  test("in the inputs of HCL modules", () => {
    const findings = found(
      (stack) =>
        new TerraformHclModule(stack, "Group", {
          source: "terraform-aws-modules/autoscaling/aws",
          version: "8.0.0",
          variables: {
            image_id: AMI_ID,
            workers: { arm64: { image: OTHER_AMI_ID } },
            name: AMI_ID,
            user_data: AMI_ID,
          },
        }),
    );
    expect(findings).toEqual([
      `hardcoded-ami-id module.Group image_id ${AMI_ID}`,
      `hardcoded-ami-id module.Group workers.arm64.image ${OTHER_AMI_ID}`,
    ]);
  });

  test("in what iterators go over", () => {
    const findings = found((stack) => {
      const images = TerraformIterator.fromMap({ web: { ami: AMI_ID } });
      new Instance(stack, "Web", { forEach: images, ami: images.getString("ami") });
      const list = TerraformIterator.fromList([OTHER_AMI_ID]);
      new SpotFleetRequest(stack, "Fleet", {
        ...FLEET,
        launchSpecification: list.dynamic({ ami: list.value, instance_type: "t3.micro" }),
      });
    });
    expect(findings).toEqual([
      `hardcoded-ami-id aws_instance.Web for_each.web.ami ${AMI_ID}`,
      `hardcoded-ami-id aws_spot_fleet_request.Fleet dynamic.launch_specification.for_each ${OTHER_AMI_ID}`,
    ]);
  });

  test("in overrides of the resource, of nested blocks, and of the stack", () => {
    const findings = found((stack) => {
      new Instance(stack, "Web", { ami: token(stack, "Image") }).addOverride("ami", AMI_ID);
      const fleet = new SpotFleetRequest(stack, "Fleet", {
        ...FLEET,
        launchSpecification: [{ ami: token(stack, "Other"), instanceType: "t3.micro" }],
      });
      fleet.addOverride("launch_specification.0.ami", AMI_ID);
      new LaunchTemplate(stack, "Template", {});
      stack.addOverride("resource.aws_launch_template.Template.image_id", AMI_ID);
      stack.addOverride("resource.aws_instance.Added.ami", OTHER_AMI_ID);
      stack.addOverride("locals.image", OTHER_AMI_ID);
    });
    expect(findings).toEqual([
      `hardcoded-ami-id aws_instance.Added ami ${OTHER_AMI_ID}`,
      `hardcoded-ami-id local.image value ${OTHER_AMI_ID}`,
      `hardcoded-ami-id aws_instance.Web ami ${AMI_ID}`,
      `hardcoded-ami-id aws_spot_fleet_request.Fleet launch_specification[0].ami ${AMI_ID}`,
      `hardcoded-ami-id aws_launch_template.Template image_id ${AMI_ID}`,
    ]);
  });

  test("not where an override took it away", () => {
    const findings = found((stack) => {
      new Instance(stack, "Web", { ami: AMI_ID }).addOverride("ami", "${data.aws_ssm_parameter.Web.value}");
      const fleet = new SpotFleetRequest(stack, "Fleet", {
        ...FLEET,
        launchSpecification: [{ ami: AMI_ID, instanceType: "t3.micro" }],
      });
      const path = `resource.aws_spot_fleet_request.${fleet.friendlyUniqueId}.launch_specification.0.ami`;
      stack.addOverride(path, "${data.aws_ssm_parameter.Web.value}");
    });
    expect(findings).toEqual([]);
  });

  test("in arguments and resources that the provider's bindings don't know", () => {
    const findings = found((stack) => {
      resource(stack, "aws_new_fleet", "New", { worker: [{ ami_id: AMI_ID }], image_ids: [OTHER_AMI_ID] });
      resource(stack, "terraform_data", "Data", { input: AMI_ID });
      resource(stack, "aws_new_fleet", "Read", { ami_id: "${data.aws_ssm_parameter.Web.value}" });
    });
    expect(findings).toEqual([
      `hardcoded-ami-id aws_new_fleet.New image_ids[0] ${OTHER_AMI_ID}`,
      `hardcoded-ami-id aws_new_fleet.New worker[0].ami_id ${AMI_ID}`,
      `hardcoded-ami-id terraform_data.Data input ${AMI_ID}`,
    ]);
  });
});

test("texts for people, names, tags, keys, outputs, user data and other settings are silent", () => {
  const findings = found((stack) => {
    new Instance(stack, "Web", {
      ami: token(stack, "Image"),
      keyName: AMI_ID,
      userData: `echo ${AMI_ID}`,
      tags: { Name: AMI_ID, ami: AMI_ID, "ami-catalog:source-ami": AMI_ID },
      lifecycle: {
        ignoreChanges: ["ami"],
        precondition: [{ condition: `\${var.Image != "${AMI_ID}"}`, errorMessage: "x" }],
      },
    });
    new LaunchTemplate(stack, "Template", {
      description: `was ${AMI_ID}`,
      tagSpecifications: [{ resourceType: "instance", tags: { image: AMI_ID } }],
    });
    new TerraformLocal(stack, "description", AMI_ID);
    new TerraformLocal(stack, "Notes", `Since May the image ${AMI_ID} is gone.`);
    new TerraformVariable(stack, "key_name", { type: "string", default: AMI_ID });
    new TerraformVariable(stack, "Documented", { type: "string", description: `like ${AMI_ID}` });
    new TerraformOutput(stack, "Ami", { value: AMI_ID });
    resource(stack, "aws_inspector2_filter", "Filter", {
      filter_criteria: [{ ec2_instance_image_id: [{ comparison: "EQUALS", value: AMI_ID }] }],
    });
  });
  expect(findings).toEqual([]);
});

describe("a finding", () => {
  test("says rule, attribute, value, reason, way out and source, at the construct", () => {
    expect(guarded((stack) => new Instance(stack, "Web", { ami: AMI_ID }))).toMatchObject([
      {
        level: "error",
        path: "Stack/Web",
        message:
          `[hardcoded-ami-id] \`ami\` of aws_instance.Web is "${AMI_ID}", but an AMI ID names one build in one region, ` +
          "and has to be chased with each new one; read the ID from an SSM parameter of data type `aws:ec2:image`: " +
          '`data "aws_ssm_parameter"` in HCL, `AmiReference.fromParameter(…).amiId` in CDKTF ' +
          "(https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html)",
      },
    ]);
  });

  test("names the parameter under which the catalog publishes the ID", () => {
    const [template, instance] = guarded(
      (stack) => {
        new LaunchTemplate(stack, "Template", { imageId: AMI_ID });
        new Instance(stack, "Web", { ami: OTHER_AMI_ID });
      },
      { publishedAmiIds: { [AMI_ID]: "/golden/web/stable" } },
    );
    expect(template?.message).toContain(
      `is "${AMI_ID}", which the catalog publishes as /golden/web/stable, but`,
    );
    expect(template?.message).toContain("write `resolve:ssm:/golden/web/stable`, which EC2 resolves");
    expect(instance?.message).not.toContain("/golden");
  });

  test("comes in the order of the rules and attributes", () => {
    const both = `\${var.old ? "${OTHER_AMI_ID}" : (var.new ? "${AMI_ID}" : "resolve:ssm:/golden/web/stable")}`;
    expect(found((stack) => new Instance(stack, "Web", { ami: both }))).toEqual([
      `hardcoded-ami-id aws_instance.Web ami ${AMI_ID}`,
      `hardcoded-ami-id aws_instance.Web ami ${OTHER_AMI_ID}`,
      "alias-on-instance aws_instance.Web ami resolve:ssm:/golden/web/stable",
    ]);
  });
});

describe("severities", () => {
  const build = (stack: TerraformStack): void => {
    new Instance(stack, "Web", { ami: AMI_ID });
    new Instance(stack, "Api", { ami: "resolve:ssm:/golden/web/stable" });
  };

  test.each([
    [{}, ["error hardcoded-ami-id", "error alias-on-instance"]],
    [{ "hardcoded-ami-id": "warn" }, ["warn hardcoded-ami-id", "error alias-on-instance"]],
    [{ "hardcoded-ami-id": "off", "alias-on-instance": "error" }, ["error alias-on-instance"]],
  ] as const)("%j", (rules, levels) => {
    expect(guarded(build, { rules }).map(({ level, rule }) => `${level} ${rule}`)).toEqual(levels);
  });
});

describe("in an app", () => {
  function synthesize(build: (app: App) => void): void {
    withFolder("guard", (outdir) => {
      const app = new App({ outdir, stackTraces: false });
      build(app);
      app.synth();
    });
  }

  function stackWith(app: App, ami: string): TerraformStack {
    const stack = new TerraformStack(app, "Stack");
    resource(stack, "terraform_data", "Web", { ami });
    return stack;
  }

  test("errors stop the synth, wherever the guard was added", () => {
    const message = /\[Stack\/Web\] \[hardcoded-ami-id\] `ami` of terraform_data\.Web/;
    expect(() => synthesize((app) => Aspects.of(stackWith(app, AMI_ID)).add(new AmiGuard()))).toThrow(
      message,
    );
    expect(() =>
      synthesize((app) => {
        Aspects.of(app).add(new AmiGuard());
        stackWith(app, AMI_ID);
      }),
    ).toThrow(message);
  });

  test("warnings don't, and nothing is found where nothing is", () => {
    const guard = new AmiGuard({ rules: { "hardcoded-ami-id": "warn" } });
    expect(() =>
      synthesize((app) => {
        Aspects.of(app).add(guard);
        stackWith(app, AMI_ID);
      }),
    ).not.toThrow();
    expect(() =>
      synthesize((app) => {
        Aspects.of(app).add(new AmiGuard());
        stackWith(app, "${var.image}");
      }),
    ).not.toThrow();
  });

  test("other aspects of an app are left to cdktf", () => {
    const visited: string[] = [];
    synthesize((app) => {
      Aspects.of(app).add(new AmiGuard());
      Aspects.of(app).add({ visit: ({ node }) => void visited.push(node.path) });
      stackWith(app, "${var.image}");
    });
    expect(visited).toEqual([]);
  });

  test("what a stack in a stack has is said once", () => {
    const app = new App({ stackTraces: false });
    const outer = new TerraformStack(app, "Outer");
    const inner = new TerraformStack(outer, "Inner");
    const web = resource(inner, "terraform_data", "Web", { ami: AMI_ID });
    Aspects.of(app).add(new AmiGuard());
    [outer, inner].forEach((stack) => Testing.synth(stack));
    expect(web.node.metadata.filter(({ type }) => type === "@cdktf/error")).toHaveLength(1);
  });

  test("references to other stacks stay as they are, and the stacks too", () => {
    const json = (isGuarded: boolean): unknown =>
      withFolder("guard", (outdir) => {
        const app = new App({ outdir, stackTraces: false });
        const one = new TerraformStack(app, "One");
        const image = resource(one, "terraform_data", "Image", { input: "x" });
        const two = new TerraformStack(app, "Two");
        resource(two, "terraform_data", "Web", { ami: image.getStringAttribute("output") });
        resource(two, "aws_launch_template", "Template", { image_id: "${local.alias}" });
        two.addOverride("locals.alias", "resolve:ssm:/golden/web/stable");
        if (isGuarded) {
          Aspects.of(app).add(new AmiGuard());
        }
        app.synth();
        return app.manifest.stacks.Two && [one, two].map((stack) => stack.toTerraform() as unknown);
      });
    const stacks = json(true);
    expect(stacks).toEqual(json(false));
    expect(JSON.stringify(stacks)).toContain("data.terraform_remote_state");
  });
});
