// Writes modules/ami-guard/ami-attributes.ts from the bindings of the AWS provider; with --check, fails when
// the file isn't current.
//
// A candidate is a string attribute (or a list or map of strings) that can be set and whose name has the word
// "ami" or "image". Of these, the names that end as the name of an image does (AMI_NAME) take an AMI ID; the rest
// must be known in OTHER_NAMES, and images that aren't EC2's in OTHER_IMAGES, each with the reason. A candidate that
// is neither fails the script, so that a new provider version can't bring one unseen; so does a reason without
// a candidate.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import prettier from "prettier";

const CANDIDATE = /(^|_)(amis?|images?)(_|$)/;
const AMI_NAME = /(^|_)(amis?|ami_ids?|images?|image_ids?|image_id_override)$/;

/** Names that don't name one image by its ID. */
const OTHER_NAMES = {
  ami_account_id: "an account",
  ami_tags: "tags",
  ami_type: "a family of AMIs, such as AL2023_x86_64_STANDARD",
  app_image_config_name: "a configuration of SageMaker",
  disk_image_format: "a file format",
  image_arn: "an ARN: of AppStream",
  image_digest: "a container image",
  image_file: "a picture",
  image_identifier: "a container image",
  image_location: "a manifest in S3",
  image_name: "a name: of AppStream and SageMaker",
  image_pull_credentials_type: "how a container image is pulled",
  image_pull_policy: "how a container image is pulled",
  image_recipe_arn: "an ARN: of Image Builder",
  image_repository_type: "a container registry",
  image_tag: "a container image",
  image_tag_mutability: "a container registry",
  image_type: "a family of AMIs, such as ECS_AL2",
  image_uri: "a container image",
  image_url: "a picture",
  inference_ami_version: "a name of SageMaker's own",
  input_loss_image_color: "a picture",
  input_loss_image_type: "a picture",
  logo_image_blob: "a picture",
  sagemaker_image_arn: "an ARN: of SageMaker",
  sagemaker_image_version_alias: "a name of SageMaker's own",
  sagemaker_image_version_arn: "an ARN: of SageMaker",
  source_ami_region: "a region",
};

/** Attributes with the name of an image that take no AMI. */
const OTHER_IMAGES = {
  "aws_batch_job_definition.eks_properties.pod_properties.containers.image": "a container image",
  "aws_batch_job_definition.eks_properties.pod_properties.init_containers.image": "a container image",
  "aws_codebuild_project.environment.image": "a container image",
  "aws_imagebuilder_container_recipe.parent_image": "a container image",
  "aws_lightsail_container_service_deployment_version.container.image": "a container image",
  "aws_sagemaker_image_version.base_image": "a container image",
  "aws_sagemaker_model.container.image": "a container image",
  "aws_sagemaker_model.primary_container.image": "a container image",
  "data.aws_workspaces_image.image_id": "an image of WorkSpaces, wsi-…",
};

/** Attributes that take an AMI ID among other things, so that their names don't say it. */
const FURTHER = {
  "aws_cloudformation_stack.parameters": "parameters of type AWS::EC2::Image::Id",
  "aws_cloudformation_stack_set.parameters": "as aws_cloudformation_stack",
  "aws_elastic_beanstalk_configuration_template.setting.value":
    "ImageId of aws:autoscaling:launchconfiguration",
  "aws_elastic_beanstalk_environment.setting.value": "as aws_elastic_beanstalk_configuration_template",
  "aws_servicecatalog_provisioned_product.provisioning_parameters.value": "parameters of CloudFormation",
};

const require = createRequire(import.meta.url);
const bindings = dirname(dirname(require.resolve("@cdktf/provider-aws/lib/provider/index.js")));
const file = new URL("../modules/ami-guard/ami-attributes.ts", import.meta.url);

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.name.endsWith(".js"))
    .map((entry) =>
      entry.isDirectory()
        ? sources(join(folder, entry.name))
        : readFileSync(join(folder, entry.name), "utf8"),
    )
    .join("\n");
}

/** The arguments in the literal that a function of the bindings returns: name -> expression. */
function literal(text) {
  return [...text.matchAll(/^\s+"?(\w+)"?: (.+?),?$/gm)].map(([, name, expression]) => [name, expression]);
}

/** What stands in the first literal that is returned with this indentation, in the function that the text begins with. */
function body(text, indentation) {
  const end = text.search(new RegExp(`^${indentation.slice(4)}}`, "m"));
  return text.slice(0, end).split(`${indentation}return {\n`)[1] ?? "";
}

/** Every string argument of a resource, with the blocks that it stands in: `launch_specification.ami`. */
function stringPaths(text) {
  const structs = new Map(
    text.split(/^function /m).map((rest) => [/^\w+/.exec(rest)?.[0], literal(body(rest, "    "))]),
  );
  const paths = [];
  const walk = (entries, path, seen) => {
    for (const [name, expression] of entries) {
      const struct = /\b(\w+ToTerraform)\b/.exec(expression)?.[1];
      if (expression.includes("cdktf.stringToTerraform")) {
        paths.push([...path, name].join("."));
      } else if (structs.has(struct) && !seen.includes(struct)) {
        walk(structs.get(struct), [...path, name], [...seen, struct]);
      }
    }
  };
  walk(literal(body(text.split("    synthesizeAttributes() {\n")[1] ?? "", "        ")), [], []);
  return paths;
}

/** `aws_instance`, or `data.aws_instance` with the folder of a data source. */
function typeOf(folder, text) {
  const type = /\.tfResourceType = "(\w+)"/.exec(text)?.[1];
  return folder.startsWith("data-aws-") ? `data.${type}` : type;
}

function scan() {
  const ami = [];
  const problems = [];
  const used = new Set();
  for (const folder of readdirSync(bindings).sort()) {
    const text = /\.js$|\.ts$/.test(folder) ? "" : sources(join(bindings, folder));
    const type = typeOf(folder, text);
    const wanted = Object.keys(FURTHER).some((path) => path.startsWith(`${type}.`));
    if (type === undefined || !(wanted || /^\s+\w*(ami|image)\w*: cdktf\./m.test(text))) {
      continue;
    }
    const paths = stringPaths(text);
    for (const path of paths) {
      const address = `${type}.${path}`;
      const name = path.split(".").at(-1);
      if (address in FURTHER) {
        used.add(address);
        ami.push([type, path]);
      } else if (address in OTHER_IMAGES) {
        used.add(address);
      } else if (!CANDIDATE.test(name)) {
        continue;
      } else if (AMI_NAME.test(name)) {
        ami.push([type, path]);
      } else if (name in OTHER_NAMES) {
        used.add(name);
      } else {
        problems.push(`${address} is neither known to take an AMI ID nor known not to`);
      }
    }
  }
  const reasons = [OTHER_NAMES, OTHER_IMAGES, FURTHER].flatMap((reason) => Object.keys(reason));
  problems.push(...reasons.filter((key) => !used.has(key)).map((key) => `nothing in the bindings is ${key}`));
  return { ami, problems };
}

function record(pairs) {
  const types = [...new Set(pairs.map(([type]) => type))].sort();
  return JSON.stringify(
    Object.fromEntries(
      types.map((type) => [type, pairs.flatMap(([of, path]) => (of === type ? [path] : []))]),
    ),
  );
}

function current() {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const { ami, problems } = scan();
const { version } = require("@cdktf/provider-aws/package.json");
const wanted = await prettier.format(
  `// Made by .ci/ami-attributes.mjs from @cdktf/provider-aws ${version}: \`npm run generate\`.

/**
 * The arguments of each resource that take the ID of an AMI, with Terraform's names and the blocks that they stand
 * in: \`launch_specification.ami\`. A data source has \`data.\` before its type.
 */
export const AMI_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = ${record(ami)};
`,
  { ...(await prettier.resolveConfig(file)), parser: "typescript" },
);

if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
} else if (!process.argv.includes("--check")) {
  writeFileSync(file, wanted);
} else if (current() !== wanted) {
  process.stderr.write(
    "modules/ami-guard/ami-attributes.ts isn't current: run `npm run generate` and commit it\n",
  );
  process.exitCode = 1;
}
