import type { Catalog } from "../ami-catalog/model";
import { hclString } from "./hcl";
import { enumeration, PublishedChannels } from "./published-channels";

/** How Markdown writes a text so that it stays text, on one line, inside of a table. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>()#|~&!$]/g, "\\$&");
}

function code(text: string): string {
  return `\`${text.replace(/\s+/g, " ").replace(/`/g, "'").replace(/\|/g, "\\|")}\``;
}

/** The first image and channel, for the example. */
function example({ channels }: PublishedChannels): readonly [string, string] {
  const [[image, [channel = "stable"]] = ["web", []] as const] = [...channels];
  return [image, channel];
}

function otherAccounts({ channels, shared, accountIds }: PublishedChannels): string {
  const own =
    accountIds.length === 0
      ? ""
      : `\nThe accounts ${enumeration(accountIds)} have these parameters too, and read them by name, without \`account_id\`.\n`;
  const others = [...channels.keys()].filter((image) => !shared.includes(image));
  const except = others.length === 0 ? "" : ` Not shared: ${others.map(code).join(", ")}.`;
  return shared.length > 0
    ? `Another account reads the parameters by ARN: \`account_id\` is the account that publishes them. The role that launches
needs \`ssm:GetParameter\` and \`ssm:GetParameters\` on \`parameter_arn\`.${except}
${own}`
    : `The catalog doesn't share its parameters now: \`account_id\` works once it says \`shareParameters: true\`
and names the accounts, organisations or OUs.
${own}`;
}

/** The page of the module for the teams that use it. */
export function readmeFile(catalog: Catalog, published: PublishedChannels): string {
  const [image, channel] = example(published);
  const rows = [...published.channels].map(
    ([name, channels]) =>
      `| ${code(name)} | ${channels.map(code).join(", ")} | ${plain(catalog.images[name]?.description ?? name)} |\n`,
  );
  return `# Golden AMIs of ${code(published.namespace)}

A Terraform module that names the AMI of an image and a channel, in the region of the AWS provider. Synth makes it
from the catalog; it reads, and makes no resource. It needs Terraform 1.3 and any AWS provider from 4.0 on, and takes
the provider of whoever calls it.

## Usage

\`\`\`hcl
module "golden" {
  source = "./golden" # where this folder lies

  image   = ${hclString(image)}
  channel = ${hclString(channel)}
}

resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  instance_type = "t4g.micro"
  image_id      = module.golden.launch_template_image_id
}
\`\`\`

EC2 looks the parameter up at each launch, so a promotion needs no plan here; an Auto Scaling group replaces nothing by
itself, so start an instance refresh. What can't take \`resolve:ssm:…\` (\`ami\` of an \`aws_instance\`, EKS node groups,
Spot Fleets) takes \`module.golden.ami_id\`, and changes at the first plan after the channel has moved.

Write no \`depends_on\` at the module: Terraform would read the parameter at apply only, and show an unknown AMI at each
plan.

## Images

Regions: ${published.regions.map(code).join(", ")}.

| image | channels | description |
| --- | --- | --- |
${rows.join("")}
An image, a channel or a region that the catalog doesn't have fails the plan, with a sentence that names those it has.

## Variables

| variable | what | default |
| --- | --- | --- |
| \`image\` | an image of the table | required |
| \`channel\` | a channel of this image | required |
| \`account_id\` | the account that publishes the catalog, where yours is another | \`null\`: yours, by name |
| \`look_up_ami\` | read the parameter at plan, which \`ami_id\` needs | \`true\` |

Without \`ssm:GetParameter\` at plan write \`look_up_ami = false\`: all outputs but \`ami_id\` stay.

## Outputs

| output | what |
| --- | --- |
| \`parameter_name\` | ${code(`${published.namespace}/${image}/${channel}`)} |
| \`parameter_arn\` | its ARN |
| \`launch_template_image_id\` | \`resolve:ssm:\` and the name, or the ARN with \`account_id\` |
| \`ami_id\` | the AMI at plan, or \`null\` |

## Another account

${otherAccounts(published)}`;
}
