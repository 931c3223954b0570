import { createHash } from "node:crypto";
import fc from "fast-check";
import { hostileLine, hostileText } from "./text";
import { accountId, amiId, keyArn, Place } from "./place";
import { fields, known, WrittenSource } from "./source-fields";

/** What sources have that may have an AMI in several regions. */
function regional({ partition, homeRegion }: Place) {
  return {
    ...known,
    owned: fc.boolean(),
    kmsKeyIds: keyArn(partition, homeRegion).map((arn) => ({ [homeRegion]: arn })),
  };
}

/** Regions of the catalog with the home region, which the others copy from. */
function someRegions({ homeRegion, regions }: Place): fc.Arbitrary<string[]> {
  return fc
    .subarray(regions.filter((region) => region !== homeRegion))
    .map((others) => [homeRegion, ...others]);
}

/** A manifest as Packer writes it, in which all that a template chooses is hostile. */
function manifest(place: Place): fc.Arbitrary<{ text: string; builder: string }> {
  const artifact = someRegions(place).chain((codes) =>
    fc.tuple(...codes.map((code) => amiId.map((id) => `${code}:${id}`))).map((parts) => parts.join(",")),
  );
  return fc
    .record({
      name: hostileText,
      other: hostileText.map((text) => `other ${text}`),
      artifact,
      stale: artifact,
      type: fc.constantFrom("amazon-ebs", "amazon-ebssurrogate", "amazon-chroot"),
      data: fc.option(fc.dictionary(hostileText, hostileText, { maxKeys: 2, noNullPrototype: true })),
      run: fc.uuid(),
    })
    .map(({ name, other, artifact, stale, type, data, run }) => {
      const build = { builder_type: type, custom_data: data, files: null, build_time: 1_795_000_000 };
      const builds = [
        { ...build, name, artifact_id: stale, packer_run_uuid: "an earlier run" },
        { ...build, name: other, artifact_id: stale, packer_run_uuid: run },
        { ...build, name, artifact_id: artifact, packer_run_uuid: run },
      ];
      return { text: JSON.stringify({ builds, last_run_uuid: run }, undefined, 2), builder: name };
    });
}

function packerManifest(place: Place): fc.Arbitrary<WrittenSource> {
  return fc.tuple(manifest(place), fields({}, regional(place))).map(([{ text, builder }, more]) => {
    const name = `manifest-${createHash("sha256").update(text).digest("hex")}.json`;
    return { source: { packerManifest: { manifest: name, builder, ...more } }, files: { [name]: text } };
  });
}

function remoteState(place: Place): fc.Arbitrary<WrittenSource> {
  const backend = fc.oneof(
    fields({ local: fields({ path: hostileLine.map((text) => `bakery/${text}.tfstate`) }) }),
    fields({
      s3: fields(
        { bucket: fc.constant("bakery-state"), region: fc.constant(place.homeRegion), key: hostileLine },
        {
          workspace: hostileLine,
          roleArn: accountId.map((id) => `arn:${place.partition}:iam::${id}:role/read`),
        },
      ),
    }),
    fields({
      hcpTerraform: fields(
        { organization: fc.constant("my-company"), workspace: fc.constant("bakery") },
        { hostname: fc.constant("tfe.example.com") },
      ),
    }),
  );
  const rest = fields(
    { output: fc.constantFrom("ami_ids", "_x", "for-each") },
    { ...regional(place), outputPath: fc.array(hostileLine, { maxLength: 2 }), regions: someRegions(place) },
  );
  return fc.tuple(backend, rest).map(([where, more]) => ({ source: { remoteState: { ...where, ...more } } }));
}

function imageBuilder(place: Place): fc.Arbitrary<WrittenSource> {
  const imageArn = fc
    .tuple(accountId, fc.constantFrom("1.0.0/1", "1.2.x", "x.x.x"))
    .map(
      ([account, version]) =>
        `arn:${place.partition}:imagebuilder:${place.homeRegion}:${account}:image/web/${version}`,
    );
  return fc
    .oneof<fc.Arbitrary<unknown>[]>(
      imageArn,
      fields({ imageArn }, { ...regional(place), accountId, regions: someRegions(place) }),
    )
    .map((given) => ({ source: { imageBuilder: given } }));
}

/** What another tool has made: Packer, another state, or Image Builder. */
export function bakedSource(place: Place): fc.Arbitrary<WrittenSource> {
  return fc.oneof(packerManifest(place), remoteState(place), imageBuilder(place));
}
