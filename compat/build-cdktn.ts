import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CDK_TERRAIN, linesThatName, withPackageNames } from "./package-names";

const DIST = join(__dirname, "..");
const CDKTN = join(DIST, "cdktn");
const FOLDERS = ["modules", "commands", "guard"];
/** The programs and the choice between the builds: the package has them once. */
const OUTSIDE = /(main|installed-build)\.(js|d\.ts)$/;

/** Writes a compiled file once more, for CDK Terrain. @throws Error where it still names a package of cdktf */
function rename(file: string): void {
  const text = withPackageNames(readFileSync(file, "utf8"), CDK_TERRAIN);
  const left = linesThatName(text, CDK_TERRAIN);
  if (left.length > 0) {
    throw new Error(`${file} still names a package of cdktf:\n${left.join("\n")}`);
  }
  writeFileSync(file, text);
}

rmSync(CDKTN, { recursive: true, force: true });
FOLDERS.forEach((folder) =>
  cpSync(join(DIST, folder), join(CDKTN, folder), { recursive: true, filter: (path) => !OUTSIDE.test(path) }),
);
readdirSync(CDKTN, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(js|d\.ts)$/.test(path))
  .forEach((path) => rename(join(CDKTN, path)));
