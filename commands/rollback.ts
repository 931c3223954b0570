import { changeCatalog, nothingToDo } from "./change-catalog";
import { CatalogFile } from "./catalog-file";
import { Call, Command } from "./command";
import { readData, textAt } from "./edit/data";
import { committedTexts } from "./git-history";
import { activeVersions, channelOf, imageOf, requireVersion } from "./look-up";
import { deployUpdates } from "./next-deploy";
import { Refusal } from "./refusal";

export const rollback: Command = {
  name: "rollback",
  summary: "Move a channel back to the version that it named before",
  operands: ["IMAGE", "CHANNEL"],
  options: { to: { type: "string", placeholder: "VERSION", help: "the version, where git doesn't know it" } },
  edits: true,
  details:
    "The version before is the one in the last commit of the file in which the channel named another version\n" +
    "than it does now; branches that were merged are passed over. Outside of a git checkout, or where no commit\n" +
    "has another version, --to is needed. A second rollback after a commit moves the channel forth again.",
  example: "rollback al2023-arm64 stable",
  run(call) {
    const { file, options } = call;
    const [image = "", channel = ""] = call.operands;
    const from = channelOf(file, image, channel, "make it with `promote --create`");
    const given = options.text("to");
    const before = given === undefined ? versionBefore(file, image, channel, from) : undefined;
    const to = given ?? before?.version ?? "";
    requireActive(call, to, before?.commit);
    const document = { image, channel, from, to, commit: before?.commit ?? null };
    if (from === to) {
      return nothingToDo(call, `${image}/${channel} is at ${to}.`, document);
    }
    const reason = before ? ` (as in commit ${before.commit})` : "";
    const message = `${image}/${channel}: ${from} -> ${to}${reason}. ${deployUpdates(file, image, channel, false)}`;
    return changeCatalog(call, {
      path: ["images", image, "channels", channel],
      value: to,
      message,
      document,
    });
  },
};

interface Before {
  readonly version: string;
  readonly commit: string;
}

function versionBefore(file: CatalogFile, image: string, channel: string, now: string): Before {
  let commits = 0;
  for (const { commit, text } of committedTexts(file.name)) {
    commits += 1;
    const version = textAt(readData(text), ["images", image, "channels", channel]);
    if (version !== undefined && version !== now) {
      return { version, commit };
    }
  }
  const reason =
    commits === 0
      ? "git knows no commit of this file"
      : `the last ${commits === 1 ? "commit" : `${commits} commits`} of this file have no other version`;
  throw refusal(
    file,
    image,
    channel,
    "HISTORY_MISSING",
    `${reason}, so the version before ${now} isn't known`,
  );
}

/** What was named before may be gone from the file, or Terraform may have let go of it. */
function requireActive({ file, operands }: Call, version: string, commit: string | undefined): void {
  const [image = "", channel = ""] = operands;
  const { versions } = imageOf(file, image);
  const origin = commit === undefined ? "" : `, which the channel named in commit ${commit},`;
  if (!Object.hasOwn(versions, version)) {
    if (commit === undefined) {
      requireVersion(file, image, version);
    }
    throw refusal(
      file,
      image,
      channel,
      "VERSION_UNKNOWN",
      `the version ${version}${origin} is gone from the file`,
    );
  }
  if (versions[version]?.state === "released") {
    throw refusal(file, image, channel, "VERSION_RELEASED", `the version ${version}${origin} is released`);
  }
}

function refusal(
  file: CatalogFile,
  image: string,
  channel: string,
  code: "HISTORY_MISSING" | "VERSION_RELEASED" | "VERSION_UNKNOWN",
  allowed: string,
): Refusal {
  const now = channelOf(file, image, channel, "");
  const others = activeVersions(imageOf(file, image)).filter((version) => version !== now);
  const fix =
    others.length > 0
      ? `name the version: --to ${others.join(" | ")}`
      : `add a version first: ${image} has no other active one`;
  return new Refusal({
    code,
    file: file.name,
    path: `images.${image}.channels.${channel}`,
    value: now,
    allowed,
    fix,
  });
}
