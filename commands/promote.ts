import { changeCatalog, nothingToDo } from "./change-catalog";
import { Command } from "./command";
import { channelOf, imageOf, requireVersion } from "./look-up";
import { deployUpdates } from "./next-deploy";

export const promote: Command = {
  name: "promote",
  summary: "Move a channel to a version",
  operands: ["IMAGE", "CHANNEL", "VERSION"],
  options: { create: { type: "boolean", help: "make the channel, where the image has none of this name" } },
  edits: true,
  details:
    "Changes one line of the file. The next deploy updates one parameter in each region, in place.\n" +
    "Where the channel names the version already, there is nothing to do.",
  example: "promote al2023-arm64 stable 2026.12.01",
  run(call) {
    const { file, options } = call;
    const [image = "", channel = "", version = ""] = call.operands;
    const from = currentVersion();
    const document = { image, channel, from: from ?? null, to: version };
    if (from === version) {
      requireVersion(file, image, version);
      return nothingToDo(call, `${image}/${channel} is at ${version}.`, document);
    }
    const message = `${image}/${channel}: ${from ?? "(new)"} -> ${version}. ${deployUpdates(file, image, channel, from === undefined)}`;
    return changeCatalog(call, {
      path: ["images", image, "channels", channel],
      value: version,
      message,
      document,
    });

    function currentVersion(): string | undefined {
      const { channels = {} } = imageOf(file, image);
      return options.flag("create") && !Object.hasOwn(channels, channel)
        ? undefined
        : channelOf(file, image, channel, "make it with --create");
    }
  },
};
