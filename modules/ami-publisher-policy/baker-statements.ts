import { CatalogFacts, distinct } from "./catalog-facts";
import { allow, PublisherStatement } from "./policy-document";

/**
 * What reads the results of other tools: Image Builder, and states of Terraform in S3.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2imagebuilder.html
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function bakerStatements(facts: CatalogFacts): PublisherStatement[] {
  return [...imageBuilderStatements(facts), ...remoteStateStatements(facts)];
}

/** AWS finds the newest version and build itself, so the policy names all of them. */
function imageBuilderStatements({ sources }: CatalogFacts): PublisherStatement[] {
  const images = distinct(
    sources.flatMap(({ imageBuilder }) =>
      imageBuilder ? [imageBuilder.imageArn.replace(/(:image\/[^/]+)\/.*$/, "$1/*")] : [],
    ),
  );
  return images.length > 0 ? [allow("ReadBuiltImages", ["imagebuilder:GetImage"], images)] : [];
}

function remoteStateStatements({ sources, partition }: CatalogFacts): PublisherStatement[] {
  const states = sources.flatMap(({ remoteState }) => remoteState?.s3 ?? []);
  const own = states.filter(({ roleArn }) => roleArn === undefined);
  const roles = distinct(states.flatMap(({ roleArn }) => roleArn ?? []));
  const buckets = distinct(own.map(({ bucket }) => `arn:${partition}:s3:::${bucket}`));
  const objects = distinct(
    own.map(({ bucket, key, workspace = "default" }) => {
      const place = workspace === "default" ? key : `env:/${workspace}/${key}`;
      return `arn:${partition}:s3:::${bucket}/${place}`;
    }),
  );
  return [
    ...(buckets.length > 0
      ? [allow("FindStates", ["s3:ListBucket"], buckets), allow("ReadStates", ["s3:GetObject"], objects)]
      : []),
    ...(roles.length > 0 ? [allow("ReadStatesAs", ["sts:AssumeRole"], roles)] : []),
  ];
}
