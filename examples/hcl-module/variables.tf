variable "name" {
  description = "Name of the service, and of all that is made for it."
  type        = string
}

variable "image_id" {
  description = "What the instances boot: the alias of a parameter, resolve:ssm:/golden/al2023-arm64/stable, or an AMI ID."
  type        = string
}

variable "instance_type" {
  description = "Type of the instances, of the image's architecture."
  type        = string
  default     = "t4g.micro"
}

variable "min_size" {
  description = "Number of instances to begin with."
  type        = number
  default     = 0
}

variable "max_size" {
  description = "Number of instances to grow to."
  type        = number
  default     = 2
}
