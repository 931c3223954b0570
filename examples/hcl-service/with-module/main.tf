provider "aws" {
  region = var.region
}

module "golden" {
  source = "../../../cdktf.out/consumer"

  image      = var.image
  channel    = var.channel
  account_id = var.publisher_account_id
}

# EC2 looks the parameter up at each launch: a promotion changes nothing here.
resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  image_id      = module.golden.launch_template_image_id
  instance_type = "t4g.micro"
}

resource "aws_autoscaling_group" "web" {
  name_prefix        = "web-"
  availability_zones = ["${var.region}a"]
  min_size           = 1
  max_size           = 2

  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
}
