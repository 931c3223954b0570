# As a team writes it that has never heard of CDKTF: a launch template, and the group that launches
# from it, in the default VPC.

data "aws_availability_zones" "regular" {
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-"
  image_id               = var.image_id
  instance_type          = var.instance_type
  update_default_version = true
}

resource "aws_autoscaling_group" "this" {
  name_prefix        = "${var.name}-"
  availability_zones = slice(data.aws_availability_zones.regular.names, 0, 2)
  min_size           = var.min_size
  max_size           = var.max_size

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  lifecycle {
    # Scaling is the group's own business.
    ignore_changes = [desired_capacity]
  }
}
