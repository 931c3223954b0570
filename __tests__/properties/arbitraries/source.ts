import fc from "fast-check";
import { bakedSource } from "./baked-source";
import { fields, known, architecture, deviceNames, virtualizationType, WrittenSource } from "./source-fields";
import { hostileLine, hostileText } from "./text";
import { accountId, amiId, instanceId, keyArn, Place, snapshotId } from "./place";

function ami({ partition, homeRegion, regions }: Place): fc.Arbitrary<unknown> {
  const ofRegion = (region: string) =>
    fc.oneof(
      amiId,
      fields({ amiId }, { ...known, owned: fc.boolean(), kmsKeyId: keyArn(partition, region) }),
    );
  const others = regions.filter((region) => region !== homeRegion);
  const all = (codes: readonly string[]) =>
    fields(Object.fromEntries([homeRegion, ...codes].map((code) => [code, ofRegion(code)])));
  return fc.oneof(amiId, fc.subarray(others).chain(all));
}

const owners = fc.array(fc.oneof(fc.constantFrom("self", "amazon", "aws-marketplace"), accountId), {
  minLength: 1,
  maxLength: 2,
});

function lookup({ partition, homeRegion }: Place): fc.Arbitrary<object> {
  const filter = fields({
    name: fc.oneof(
      fc.constantFrom("name", "architecture", "tag:Note"),
      hostileLine.map((text) => `tag:${text}`),
    ),
    values: fc.array(hostileText, { minLength: 1, maxLength: 2 }),
  });
  return fields(
    { owners },
    {
      ...known,
      filters: fc.array(filter, { maxLength: 2 }),
      nameRegex: fc.constantFrom("^web-[0-9]+$", "a|b", "\\$\\{x\\}", "(?i)golden", "[[:alpha:]]+%\\{"),
      mostRecent: fc.boolean(),
      includeDeprecated: fc.boolean(),
      kmsKeyId: keyArn(partition, homeRegion),
    },
  );
}

function parameter({ partition, homeRegion }: Place): fc.Arbitrary<unknown> {
  const name = fc.constantFrom("/baked/web", "/aws/service/ami-amazon-linux-latest/al2023", "plain.name");
  const arn = accountId.map((account) => `arn:${partition}:ssm:${homeRegion}:${account}:parameter/baked/web`);
  const selector = fc.oneof(
    fc.constant({}),
    fc.integer({ min: 1, max: 99 }).map((version) => ({ version })),
    fc.constantFrom("stable", "x.y-z_1").map((label) => ({ label })),
  );
  const named = fc.oneof(
    name.map((parameterName) => ({ parameterName })),
    arn.map((parameterArn) => ({ parameterArn })),
  );
  const more = fields({}, { ...known, owned: fc.boolean() });
  return fc.oneof(
    name,
    arn,
    fc.tuple(named, selector, more).map((parts): object => Object.assign({}, ...parts)),
  );
}

const volume = fc.oneof(
  fields({}, { volumeSize: fc.integer({ min: 1, max: 64 * 1024 }), iops: fc.constantFrom(3000, 4000) }),
  fields({
    volumeType: fc.constantFrom("io1", "io2"),
    volumeSize: fc.integer({ min: 4, max: 16 * 1024 }),
    iops: fc.constantFrom(100, 3000),
  }),
  fields({ volumeType: fc.constantFrom("gp2") }, { volumeSize: fc.integer({ min: 1, max: 16 * 1024 }) }),
);

const snapshot = fc
  .tuple(
    fields(
      { rootSnapshotId: snapshotId },
      {
        rootDeviceName: fc.oneof(fc.constantFrom("/dev/sda1", "xvda"), hostileLine),
        architecture,
        virtualizationType,
        enaSupport: fc.boolean(),
        bootMode: fc.constantFrom("legacy-bios", "uefi", "uefi-preferred"),
        kernelId: fc.oneof(fc.constant("aki-919dcaf8"), hostileLine),
        encrypted: fc.constant(false),
        dataVolumes: fc.array(
          fc
            .tuple(fields({ deviceName: fc.constantFrom("/dev/sdb", "/dev/sdc"), snapshotId }), volume)
            .map((parts): object => Object.assign({}, ...parts)),
          { maxLength: 2 },
        ),
      },
    ),
    volume,
  )
  .map((parts): object => Object.assign({}, ...parts));

const instance = fields(
  { sourceInstanceId: instanceId },
  { snapshotWithoutReboot: fc.boolean(), encrypted: fc.constant(false), ebsDeviceNames: deviceNames },
);

const s3Manifest = fields(
  {
    imageLocation: hostileLine.map((text) => `images/${text.replace(/\s/gu, "_")}/image.manifest.xml`),
  },
  {
    rootVolumeSize: fc.integer({ min: 1, max: 10 }),
    architecture,
    virtualizationType,
    kernelId: fc.constant("aki-919dcaf8"),
  },
);

/** A source of any kind; a bundle in S3 can't be encrypted, and so not be copied to a region with a key. */
export function source(place: Place, encrypts: boolean): fc.Arbitrary<WrittenSource> {
  const weighted = (weight: number, kind: string, value: fc.Arbitrary<unknown>) => ({
    weight,
    arbitrary: value.map((given): WrittenSource => ({ source: { [kind]: given } })),
  });
  return fc.oneof(
    weighted(4, "ami", ami(place)),
    weighted(2, "lookup", lookup(place)),
    weighted(2, "parameter", parameter(place)),
    weighted(2, "instance", instance),
    weighted(2, "snapshot", snapshot),
    ...(encrypts ? [] : [weighted(2, "s3Manifest", s3Manifest)]),
    { weight: 5, arbitrary: bakedSource(place) },
  );
}
