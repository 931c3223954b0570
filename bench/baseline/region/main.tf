terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = var.region
}

locals {
  versions = merge([
    for image, given in var.images : {
      for version, ami in given.versions : "${image}-${version}" => {
        image   = image
        version = version
        ami     = ami
        tags    = given.tags
      }
    }
  ]...)

  channels = merge([
    for image, given in var.images : {
      for channel, version in given.channels : "${image}/${channel}" => {
        image   = image
        channel = channel
        version = "${image}-${version}"
        tags    = given.tags
      }
    }
  ]...)

  accounts = {
    for pair in setproduct(keys(local.versions), var.account_ids) :
    "${pair[0]}/${pair[1]}" => { version = pair[0], principal = pair[1] }
  }

  organizations = {
    for pair in setproduct(keys(local.versions), var.organization_arns) :
    "${pair[0]}/${pair[1]}" => { version = pair[0], principal = pair[1] }
  }

  organizational_units = {
    for pair in setproduct(keys(local.versions), var.organizational_unit_arns) :
    "${pair[0]}/${pair[1]}" => { version = pair[0], principal = pair[1] }
  }

  name_hash = {
    for name in keys(local.versions) :
    name => substr(sha256(join("\n", [name, var.home_region, "true", var.kms_key_arn, ""])), 0, 8)
  }
}

resource "aws_ami_copy" "version" {
  for_each = local.versions

  name              = "${each.key}-${local.name_hash[each.key]}"
  description       = "${each.key}, copied from ${var.home_region}"
  source_ami_id     = each.value.ami
  source_ami_region = var.home_region
  encrypted         = true
  kms_key_id        = var.kms_key_arn

  tags = merge(each.value.tags, {
    Name                        = each.key
    "ami-catalog:source-ami"    = each.value.ami
    "ami-catalog:source-region" = var.home_region
    "ami-catalog:version"       = each.value.version
  })

  timeouts {
    create = "90m"
    update = "90m"
    delete = "90m"
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [source_ami_id, tags["ami-catalog:source-ami"]]

    postcondition {
      condition     = self.source_ami_id == each.value.ami
      error_message = "${each.key} means one image for ever, and its source was changed."
    }
  }
}

resource "aws_ami_launch_permission" "account" {
  for_each = local.accounts

  image_id   = aws_ami_copy.version[each.value.version].id
  account_id = each.value.principal

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ami_launch_permission" "organization" {
  for_each = local.organizations

  image_id         = aws_ami_copy.version[each.value.version].id
  organization_arn = each.value.principal

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ami_launch_permission" "organizational_unit" {
  for_each = local.organizational_units

  image_id                = aws_ami_copy.version[each.value.version].id
  organizational_unit_arn = each.value.principal

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ssm_parameter" "version" {
  for_each = local.versions

  name           = "${var.namespace}/${each.value.image}/versions/${each.value.version}"
  description    = "${each.value.image} ${each.value.version}"
  type           = "String"
  data_type      = "aws:ec2:image"
  insecure_value = aws_ami_copy.version[each.key].id
  tier           = "Standard"
  tags           = each.value.tags

  depends_on = [
    aws_ami_launch_permission.account,
    aws_ami_launch_permission.organization,
    aws_ami_launch_permission.organizational_unit,
  ]
}

resource "aws_ssm_parameter" "channel" {
  for_each = local.channels

  name           = "${var.namespace}/${each.key}"
  description    = "${each.value.image}, channel ${each.value.channel}"
  type           = "String"
  data_type      = "aws:ec2:image"
  insecure_value = aws_ami_copy.version[each.value.version].id
  tier           = "Standard"
  tags           = each.value.tags

  depends_on = [
    aws_ami_launch_permission.account,
    aws_ami_launch_permission.organization,
    aws_ami_launch_permission.organizational_unit,
  ]
}

check "channels" {
  assert {
    condition = alltrue([
      for key, channel in local.channels :
      aws_ssm_parameter.channel[key].insecure_value == aws_ami_copy.version[channel.version].id
    ])
    error_message = "A parameter has not taken its new AMI."
  }
}

output "parameters" {
  value = {
    for image, given in var.images : image => {
      for channel in keys(given.channels) : channel => {
        name    = aws_ssm_parameter.channel["${image}/${channel}"].name
        arn     = aws_ssm_parameter.channel["${image}/${channel}"].arn
        resolve = "resolve:ssm:${aws_ssm_parameter.channel["${image}/${channel}"].name}"
      }
    }
  }
}

output "ami_ids" {
  value = {
    for image, given in var.images : image => {
      for version in keys(given.versions) : version => aws_ami_copy.version["${image}-${version}"].id
    }
  }
}
