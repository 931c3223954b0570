variable "region" {
  description = "Region of the service, and of the stack whose state is read."
  type        = string
  default     = "us-east-1"
}

variable "state" {
  description = "State of the platform team's stack of this region."
  type        = string
  default     = "../../../terraform.golden-us-east-1.tfstate"
}

variable "image" {
  description = "Image of the catalog."
  type        = string
  default     = "al2023-arm64"
}

variable "channel" {
  description = "Channel of the image."
  type        = string
  default     = "stable"
}
