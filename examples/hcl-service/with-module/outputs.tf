output "group_name" {
  description = "Name of the Auto Scaling group."
  value       = aws_autoscaling_group.web.name
}

output "image_id" {
  description = "What the launch template says."
  value       = aws_launch_template.web.image_id
}

output "ami_id" {
  description = "AMI that a launch gets now."
  value       = module.golden.ami_id
}
