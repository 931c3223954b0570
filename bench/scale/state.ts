type Attributes = Readonly<Record<string, unknown>>;

interface State {
  readonly resources: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly instances: readonly { readonly attributes: Attributes }[];
  }[];
}

/**
 * IDs that AWS gave, and the hash of the key in a copy's name. The IDs of the source images are
 * given by the benchmark, and stay.
 */
const GIVEN = /\b(ami-(?!0a00000)|snap-)[0-9a-f]{17}\b|\bkey\/[0-9a-f-]{36}\b|(?<=\d)-[0-9a-f]{8}\b/g;

function instances(state: string): readonly string[] {
  const { resources }: State = JSON.parse(state);
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, instances: made }) =>
      made.map(({ attributes }) => `${type} ${JSON.stringify(attributes).replace(GIVEN, "GIVEN")}`),
    )
    .sort();
}

/**
 * Makes sure that two applies made the same in AWS, apart from addresses and from the IDs that AWS gives.
 * @returns number of resource instances
 * @throws Error when they didn't: a comparison of their cost would say nothing
 */
export function requireSameState(subject: string, baseline: string): number {
  const [own, other] = [instances(subject), instances(baseline)];
  const differing = own.findIndex((entry, index) => entry !== other[index]);
  if (own.length !== other.length || differing >= 0) {
    throw new Error(
      `the two sides made different resources (${own.length} and ${other.length}):\n${own[differing]}\n${other[differing]}`,
    );
  }
  return own.length;
}
