import { CheckedDirectory, checkDirectory, GuardSettings } from "./check-directory";
import { FileFinding } from "./finding";
import { Fixable, fixableIn, isTemplate } from "./fixable";
import { HclParser } from "./hcl-parser";
import { Problem } from "./problem";
import { rewrite, Rewritten, writable } from "./rewrite";
import { shownTemplates } from "./shown-templates";
import { SourceFile } from "./source-file";

/** What a directory becomes. */
export interface Fixed {
  readonly files: readonly Rewritten[];
  /** Images that have a parameter, and stay: why. */
  readonly left: readonly Problem[];
}

/** After so many attempts every launch template reads the ID. */
const MAX_ATTEMPTS = 4;

/**
 * Rewrites the files of a directory, in memory: launch templates to an alias, what takes none to a data source.
 * What makes something wrong that was right before stays.
 */
export function fixDirectory(before: CheckedDirectory, parser: HclParser, settings: GuardSettings): Fixed {
  const fixable = before.files.flatMap((file) => fixableIn(file, before.findings, settings));
  return fixable.length === 0
    ? { files: [], left: [] }
    : new Fixer(before, fixable, (sources) => checkDirectory(sources, parser, settings)).run();
}

class Fixer {
  /** Addresses of the launch templates that read the ID, since they can't have an alias. */
  private readonly refused = new Set<string>();
  /** What stays, and why. */
  private readonly left = new Map<Fixable, string>();
  /** What was wrong before. */
  private readonly known: ReadonlySet<string>;
  private readonly knownBroken: ReadonlySet<string>;

  constructor(
    private readonly before: CheckedDirectory,
    private readonly fixable: readonly Fixable[],
    private readonly check: (sources: readonly SourceFile[]) => CheckedDirectory,
  ) {
    this.known = new Set(before.findings.map(keyOf));
    this.knownBroken = new Set(before.problems.map(({ file }) => file));
  }

  run(): Fixed {
    for (let number = 1; ; number++) {
      this.leave(
        this.unwritable(),
        "an override file takes no data source, and no other file is there for it",
      );
      const files = rewrite(this.before.files, this.rest(), this.refused);
      if (!this.learn(this.after(files), number)) {
        return { files, left: [...this.left].map(([each, why]) => leftProblem(each, why)) };
      }
    }
  }

  private unwritable(): Fixable[] {
    const done = new Set(writable(this.before.files, this.rest(), this.refused));
    return this.rest().filter((each) => !done.has(each));
  }

  private rest(): Fixable[] {
    return this.fixable.filter((each) => !this.left.has(each));
  }

  private leave(fixable: readonly Fixable[], why: string): void {
    fixable.forEach((each) => this.left.set(each, why));
  }

  private after(files: readonly Rewritten[]): CheckedDirectory {
    const now = new Map(files.map((each) => [each.source, each.now]));
    return this.check(this.before.files.map(({ source }) => now.get(source) ?? source));
  }

  /** Looks for what an attempt makes wrong. @returns whether another has to be made */
  private learn({ files, findings, problems }: CheckedDirectory, attempt: number): boolean {
    const before = this.refused.size + this.left.size;
    const broken = new Set(problems.map(({ file }) => file).filter((file) => !this.knownBroken.has(file)));
    this.leave(
      this.rest().filter(({ file }) => broken.has(file.source.file)),
      "its file is broken",
    );
    if (attempt === 1 && this.rest().some(isTemplate)) {
      const shown = shownTemplates(files);
      this.refuse((address) => shown.has(address));
    }
    const [wrong, ...others] = findings.filter((finding) => !this.known.has(keyOf(finding)));
    if (wrong) {
      this.refuse(attempt < MAX_ATTEMPTS ? isToBlame([wrong, ...others]) : () => true);
    }
    if (wrong && this.refused.size + this.left.size === before) {
      this.leave(this.rest(), `what takes its place breaks ${wrong.rule} at ${wrong.file}:${wrong.line}`);
    }
    return this.refused.size + this.left.size > before;
  }

  private refuse(isWrong: (address: string, place: string) => boolean): void {
    this.rest()
      .filter((each) => isTemplate(each) && isWrong(each.address, placeOf(each).join(":")))
      .forEach(({ address }) => this.refused.add(address));
  }
}

/** Whether the alias of a launch template breaks a rule: its own place is told, or it is named. */
function isToBlame(wrong: readonly FileFinding[]): (address: string, place: string) => boolean {
  const places = new Set(wrong.map(({ file, line }) => `${file}:${line}`));
  const templates = new Set(wrong.map(({ launchTemplate }) => launchTemplate));
  return (address, place) => templates.has(address) || places.has(place);
}

/** What stays the same when other places of its line, and lines below it, change. */
function keyOf({ file, line, rule, value }: FileFinding): string {
  return [file, line, rule, value].join("\n");
}

function leftProblem(fixable: Fixable, why: string): Problem {
  const [file, line] = placeOf(fixable);
  return { file, line, message: `${fixable.address} stays: ${why}` };
}

function placeOf({ file: { source }, attribute }: Fixable): readonly [file: string, line: number] {
  return [source.file, source.lines.positionOf(attribute.start).line];
}
