import { createHash } from "node:crypto";

type Body = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Body>>>>;

const ADDRESS = /\b(aws_[a-z_]+)\.([A-Za-z0-9_-]+)/g;

/**
 * What a template makes, free of addresses and metadata: for each resource its type and a digest
 * of its body, in which every address stands as the digest of what it points to. Sorted.
 */
function resourceDigests(template: string): readonly string[] {
  const { resource: resources }: { resource: Resources } = JSON.parse(template);
  const digests = new Map<string, string>();
  const digest = (type: string, name: string): string => {
    const address = `${type}.${name}`;
    const body = resources[type]?.[name];
    if (body === undefined) {
      return address;
    }
    const known = digests.get(address) ?? `${type} ${sha256(bodyText(body))}`;
    digests.set(address, known);
    return known;
  };
  const bodyText = (body: Body): string =>
    JSON.stringify({ ...body, "//": undefined }).replace(ADDRESS, (_match, type: string, name: string) =>
      digest(type, name),
    );
  return Object.entries(resources)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => digest(type, name)))
    .sort();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Makes sure that two templates make the same resources with the same bodies.
 * @throws Error when they don't: a comparison of their speed would say nothing
 */
export function requireSameResources(subject: string, baseline: string): void {
  const [own, other] = [resourceDigests(subject), resourceDigests(baseline)];
  const differing = own.findIndex((entry, index) => entry !== other[index]);
  if (own.length !== other.length || differing >= 0) {
    throw new Error(
      `the two sides make different resources (${own.length} and ${other.length}): ${own[differing]} against ${other[differing]}`,
    );
  }
}
