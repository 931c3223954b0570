import { hclText } from "../support";
import { hclLines, hclList, hclString } from "./hcl";
import { enumeration, PublishedChannels } from "./published-channels";

const MADE = "# Made from the catalog by synth: change the catalog, and not this file.\n";

/** What a module must say of its providers, and no more: the team that calls it chooses the version. */
export function versionsFile(): string {
  return `${MADE}
terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}
`;
}

export function variablesFile({ namespace, channels, shared }: PublishedChannels): string {
  const images = [...channels.keys()];
  const catalog = hclText(namespace);
  const account =
    shared.length > 0
      ? "Account that publishes the catalog, where this one is another: the parameter is read by its ARN then."
      : "Account that publishes the catalog, where this one is another. The catalog shares no parameter with other accounts now.";
  return `${MADE}
variable "image" {
  description = "Image of the catalog ${catalog}: ${hclText(enumeration(images))}."
  type        = string
  nullable    = false

  validation {
    condition     = contains(${hclList(images)}, var.image)
    error_message = "There is no image \\"\${var.image}\\" in the catalog ${catalog}. It has: ${hclText(enumeration(images))}."
  }
}

variable "channel" {
  description = "Channel of the image, such as \\"stable\\"."
  type        = string
  nullable    = false
}

variable "account_id" {
  description = "${account}"
  type        = string
  default     = null

  validation {
    condition     = var.account_id == null ? true : can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account ID is 12 digits, in quotes: \\"123456789012\\"."
  }
}

variable "look_up_ami" {
  description = "Read the parameter at plan, for the output ami_id. A team that may not read it writes false, and launches by launch_template_image_id."
  type        = bool
  nullable    = false
  default     = true
}
`;
}

export function outputsFile(): string {
  return `${MADE}
output "parameter_name" {
  description = "Name of the parameter."
  value       = local.parameter_name
}

output "parameter_arn" {
  description = "ARN of the parameter: what the IAM policy of a launching role names, and other accounts read."
  value       = local.parameter_arn
}

output "launch_template_image_id" {
  description = "What the image_id of a launch template takes: EC2 looks the parameter up at each launch."
  value       = "resolve:ssm:\${local.reference}"
}

output "ami_id" {
  description = "ID of the AMI that the parameter names at plan; null without look_up_ami."
  value       = var.look_up_ami ? nonsensitive(data.aws_ssm_parameter.channel[0].value) : null
}
`;
}

export function mainFile({ namespace, channels, regions }: PublishedChannels): string {
  const catalog = hclText(namespace);
  const images = [...channels].map(
    ([image, names]) => `    ${hclString(image)} = ${hclLines(names, "    ")}\n`,
  );
  return `${MADE}
locals {
  channels = {${images.length === 0 ? "" : `\n${images.join("")}  `}}

  regions = ${hclLines(regions, "  ")}

  account_id     = coalesce(var.account_id, data.aws_caller_identity.current.account_id)
  parameter_name = "${catalog}/\${var.image}/\${var.channel}"
  parameter_arn  = "arn:\${data.aws_partition.current.partition}:ssm:\${data.aws_service.ssm.region}:\${local.account_id}:parameter\${local.parameter_name}"

  # Another account's parameter is known by its ARN alone.
  reference = var.account_id == null ? local.parameter_name : local.parameter_arn
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Each major version of the provider deprecates another attribute of aws_region; here the region
# has had one name since 4.0.
data "aws_service" "ssm" {
  service_id = "ssm"

  lifecycle {
    precondition {
      condition     = contains(try(local.channels[var.image], []), var.channel)
      error_message = "The image \${var.image} of the catalog ${catalog} has no channel \\"\${var.channel}\\". It has: \${join(", ", try(local.channels[var.image], []))}."
    }

    postcondition {
      condition     = contains(local.regions, self.region)
      error_message = "The catalog ${catalog} is not published in \${self.region}. It is in: \${join(", ", local.regions)}."
    }
  }
}

data "aws_ssm_parameter" "channel" {
  count = var.look_up_ami ? 1 : 0

  name = local.reference
}
`;
}
