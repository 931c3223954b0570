provider "aws" {
  region = var.region
}

data "terraform_remote_state" "golden" {
  backend = "local"

  config = {
    path = var.state
  }
}

locals {
  channels = try(data.terraform_remote_state.golden.outputs.parameters[var.image], {})
  golden   = try(local.channels[var.channel], null)
}

resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  image_id      = try(local.golden.resolve, null)
  instance_type = "t4g.micro"

  lifecycle {
    precondition {
      condition     = local.golden != null
      error_message = "The catalog has no channel \"${var.channel}\" of the image \"${var.image}\". The image has: ${join(", ", keys(local.channels))}."
    }
  }
}

# An instance keeps the AMI that it was launched from, whatever the channel names later.
resource "aws_instance" "web" {
  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
}
