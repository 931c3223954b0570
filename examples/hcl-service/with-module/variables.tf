variable "region" {
  description = "Region of the service; one that the catalog is published in."
  type        = string
  default     = "us-east-1"
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

variable "publisher_account_id" {
  description = "Account of the platform team, where the service runs in another one."
  type        = string
  default     = null
}
