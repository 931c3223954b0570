import { CheckedDirectory, checkDirectory, GuardSettings } from "./check-directory";
import { fixableIn } from "./fixable";
import { HclParser } from "./hcl-parser";
import { rewrite, Rewritten, writable } from "./rewrite";

/**
 * Rewrites the files of a directory, in memory: launch templates to an alias, what takes none to a data source.
 * What is then wrong anywhere, and was not before, is not done.
 */
export function rewritten(
  checked: CheckedDirectory,
  parser: HclParser,
  settings: GuardSettings,
): Rewritten[] {
  const fixable = checked.files.flatMap((file) => fixableIn(file, checked.findings, settings));
  if (fixable.length === 0) {
    return [];
  }
  const check = (files: readonly Rewritten[]): CheckedDirectory =>
    checkDirectory(
      checked.files.map(({ source }) => files.find((each) => each.source === source)?.now ?? source),
      parser,
      settings,
    );
  const attempt = (refused: ReadonlySet<string>) => {
    const done = writable(checked.files, fixable, refused);
    const files = rewrite(checked.files, done, refused);
    const { findings, problems } = check(files);
    return { done, files, findings, problems };
  };
  const { findings: broken } = attempt(new Set());
  const { done, files, findings, problems } = attempt(
    new Set(broken.flatMap(({ launchTemplate }) => launchTemplate ?? [])),
  );
  const isGood = findings.length === checked.findings.length - done.length;
  return isGood && problems.length === checked.problems.length ? files : [];
}
