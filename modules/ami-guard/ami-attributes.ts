// Made by .ci/ami-attributes.mjs from @cdktf/provider-aws 20.1.0: `npm run generate`.

/**
 * The arguments of each resource that take the ID of an AMI, with Terraform's names and the blocks that they stand
 * in: `launch_specification.ami`. A data source has `data.` before its type.
 */
export const AMI_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_ami_copy: ["source_ami_id"],
  aws_ami_launch_permission: ["image_id"],
  aws_batch_compute_environment: [
    "compute_resources.image_id",
    "compute_resources.ec2_configuration.image_id_override",
  ],
  aws_cloud9_environment_ec2: ["image_id"],
  aws_cloudformation_stack: ["parameters"],
  aws_cloudformation_stack_set: ["parameters"],
  aws_codebuild_fleet: ["image_id"],
  aws_elastic_beanstalk_configuration_template: ["setting.value"],
  aws_elastic_beanstalk_environment: ["setting.value"],
  aws_emr_cluster: ["custom_ami_id"],
  aws_imagebuilder_container_recipe: ["instance_configuration.image"],
  aws_imagebuilder_image_recipe: ["parent_image"],
  aws_instance: ["ami"],
  aws_launch_configuration: ["image_id"],
  aws_launch_template: ["image_id"],
  aws_opsworks_instance: ["ami_id"],
  aws_rds_custom_db_engine_version: ["source_image_id"],
  aws_servicecatalog_provisioned_product: ["provisioning_parameters.value"],
  aws_spot_fleet_request: ["launch_specification.ami"],
  aws_spot_instance_request: ["ami"],
};
