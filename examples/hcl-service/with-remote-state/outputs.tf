output "instance_id" {
  description = "The instance."
  value       = aws_instance.web.id
}

output "image_id" {
  description = "What the launch template says."
  value       = aws_launch_template.web.image_id
}
