import { changeCatalog, nothingToDo } from "./change-catalog";
import { CatalogFile } from "./catalog-file";
import { Call, Command, Outcome } from "./command";
import { activeVersions, channelsTo, imageOf, requireVersion } from "./look-up";
import { inRegions } from "./next-deploy";
import { Refusal, usageError } from "./refusal";
import { ROLE_OPTION } from "./usage/ask-aws";
import { checkUsage } from "./usage/check-usage";

export const retire: Command = {
  name: "retire",
  summary: "Take a version out: the next deploy destroys it, or with --release lets go of it",
  operands: ["IMAGE", "VERSION"],
  options: {
    release: { type: "boolean", help: "set `state: released`: Terraform forgets it, nothing is destroyed" },
    "check-usage": { type: "boolean", help: "ask AWS first, as `usage` does, and refuse what is still used" },
    role: ROLE_OPTION,
  },
  edits: true,
  details:
    "Without --release the version is taken out of the file, and the next deploy DESTROYS what was made for it:\n" +
    "its AMIs, their snapshots, its parameters. Comments above the version stay. Refused while a channel names it.\n\n" +
    "It edits the file alone, and asks nobody, so that it works without credentials. With --check-usage it asks AWS who\n" +
    "uses the version, through the roles that are given too: what is used is refused, with a list of who uses it, and so\n" +
    "is everything while AWS doesn't answer a call; where not all can be looked at, it warns.",
  example: "retire al2023-arm64 2026.11.24 --release",
  run(call) {
    const { file } = call;
    const [image = "", version = ""] = call.operands;
    requireVersion(file, image, version);
    refuseInUse(call, image, version);
    return call.options.flag("check-usage")
      ? retireChecked(call, image, version)
      : retireUnchecked(call, image, version);
  },
};

function edit(call: Call, image: string, version: string): Outcome {
  return call.options.flag("release") ? release(call, image, version) : remove(call, image, version);
}

function retireUnchecked(call: Call, image: string, version: string): Outcome {
  if (call.options.texts("role").length > 0) {
    throw usageError(
      "--role says through what --check-usage looks",
      "add --check-usage, or leave --role out",
    );
  }
  const outcome = edit(call, image, version);
  const hint = `Who still uses it: \`${call.program} usage ${image} ${version}\` asks AWS.\n`;
  return { ...outcome, text: `${outcome.text}${hint}` };
}

async function retireChecked(call: Call, image: string, version: string): Promise<Outcome> {
  const { refused, answer, warning } = await checkUsage(call, image, version);
  if (refused) {
    return refused;
  }
  const outcome = edit(call, image, version);
  return {
    ...outcome,
    text: `${outcome.text}${warning}`,
    document: { ...outcome.document, usage: answer },
  };
}

function release(call: Call, image: string, version: string): Outcome {
  const document = { image, version, action: "release", destroys: [] };
  if (imageOf(call.file, image).versions[version]?.state === "released") {
    return nothingToDo(call, `${image} ${version} is released.`, document);
  }
  return changeCatalog(call, {
    path: ["images", image, "versions", version, "state"],
    value: "released",
    message:
      `${image} ${version} is released. The next deploy makes Terraform forget it and destroys nothing: ` +
      `its AMIs and its parameter stay ${inRegions(call.file)}.`,
    document,
  });
}

function remove(call: Call, image: string, version: string): Outcome {
  const { file } = call;
  const { versions } = imageOf(file, image);
  refuseLast(file, image, version);
  const isReleased = versions[version]?.state === "released";
  const parameter = `${file.catalog.namespace}/${image}/versions/${version}`;
  const destroys = isReleased
    ? []
    : Object.keys(file.catalog.regions).map((region) => ({ region, parameter }));
  return changeCatalog(call, {
    path: ["images", image, "versions", version],
    message: isReleased ? forgets(image, version) : warns(file, image, version, parameter),
    document: { image, version, action: "remove", destroys },
  });
}

function warns(file: CatalogFile, image: string, version: string, parameter: string): string {
  return (
    `WARNING: the next deploy DESTROYS ${image} ${version} ${inRegions(file)}.\n` +
    `The AMIs that were made for it are deregistered, their snapshots are deleted, and so is ${parameter};\n` +
    "what starts instances from them fails from then on. To keep them, put the version back, and use --release."
  );
}

function forgets(image: string, version: string): string {
  return (
    `${image} ${version} is out of the file. It was released, so its AMIs and its parameter stay.\n` +
    "WARNING: where the release was never deployed, the next deploy DESTROYS them: deploy the release first."
  );
}

function refuseInUse({ file, program }: Call, image: string, version: string): void {
  const channels = channelsTo(imageOf(file, image), version);
  if (channels.length === 0) {
    return;
  }
  const [other] = activeVersions(imageOf(file, image)).filter((active) => active !== version);
  const first = other === undefined ? "add a version, and " : "";
  const moves = channels.map((channel) => `${program} promote ${image} ${channel} ${other ?? "VERSION"}`);
  throw new Refusal({
    code: "VERSION_IN_USE",
    file: file.name,
    path: `images.${image}.channels`,
    value: version,
    allowed: `${channels.length === 1 ? "a channel names" : "channels name"} the version ${version}: ${channels.join(", ")}`,
    fix: `${first}move ${channels.length === 1 ? "it" : "them"} first: ${moves.join("; ")}`,
  });
}

function refuseLast(file: CatalogFile, image: string, version: string): void {
  if (Object.keys(imageOf(file, image).versions).length === 1) {
    throw new Refusal({
      code: "VERSION_LAST",
      file: file.name,
      path: `images.${image}.versions`,
      value: version,
      allowed: `${version} is the only version of ${image}, and an image has at least one`,
      fix: "take the image out of the file by hand, or use --release",
    });
  }
}
