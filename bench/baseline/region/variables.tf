variable "namespace" {
  type = string
}

variable "region" {
  type = string
}

variable "home_region" {
  type = string
}

variable "kms_key_arn" {
  type = string
}

variable "images" {
  description = "Versions (version => AMI ID in the home region) and channels (channel => version) of each image."
  type = map(object({
    tags     = map(string)
    versions = map(string)
    channels = map(string)
  }))
}

variable "account_ids" {
  type = list(string)
}

variable "organization_arns" {
  type = list(string)
}

variable "organizational_unit_arns" {
  type = list(string)
}
