import { createRequire } from "node:module";
import { dirname } from "node:path";
import { ExitCode, programName, Surroundings } from "../commands/surroundings";
import { checkDirectory, CheckedDirectory, GuardSettings } from "./check-directory";
import { byPlace, FileFinding } from "./finding";
import { fixDirectory } from "./fix";
import { HclParser } from "./hcl-parser";
import { helpText } from "./help";
import { readKnownAmis } from "./known-amis";
import { GuardOptions, readOptions } from "./options";
import { Problem, problemLine, UsageError } from "./problem";
import { Rewritten } from "./rewrite";
import { Report, reportText, summaryLine } from "./report";
import { readSource, SourceFile } from "./source-file";
import { FoundFile, walk } from "./walk";

type ReplaceFile = typeof import("../commands/replace-file");

/** Runs a command line. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  try {
    const options = readOptions(args);
    if (options.help) {
      surroundings.print(helpText(programName(surroundings, "guard", "ami-guard")));
      return 0;
    }
    return await guard(options, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    surroundings.printError(`${error.message}\n`);
    return 2;
  }
}

async function guard(options: GuardOptions, surroundings: Surroundings): Promise<ExitCode> {
  const known = readKnownAmis(options.catalogs);
  const settings: GuardSettings = { ...options, parameterOf: (amiId) => known.get(amiId) };
  const { files, problems } = walk(options.names);
  const run = new GuardRun(await HclParser.load(), options, settings, surroundings);
  for (const directory of byDirectory(files).values()) {
    run.directory(directory);
  }
  const report = run.report(problems, files.length);
  surroundings.print(reportText(report, options.format));
  report.problems.forEach((problem) => surroundings.printError(`${problemLine(problem)}\n`));
  surroundings.printError(summaryLine(report));
  return exitCodeOf(report);
}

/** Checks one directory after the other, and keeps of each no more than its findings. */
class GuardRun {
  private readonly findings: FileFinding[] = [];
  private readonly problems: Problem[] = [];

  constructor(
    private readonly parser: HclParser,
    private readonly options: GuardOptions,
    private readonly settings: GuardSettings,
    private readonly surroundings: Surroundings,
  ) {}

  directory(files: readonly FoundFile[]): void {
    const sources = files.map(readSource).flatMap((read) => {
      if (read instanceof SourceFile) {
        return [read];
      }
      this.problems.push(read);
      return [];
    });
    const checked = checkDirectory(sources, this.parser, this.settings);
    const { findings, problems } = this.options.fix ? this.fixed(checked) : checked;
    findings.forEach((finding) => this.findings.push(finding));
    problems.forEach((problem) => this.problems.push(problem));
  }

  report(problems: readonly Problem[], files: number): Report {
    return { findings: this.findings.sort(byPlace), problems: [...problems, ...this.problems], files };
  }

  private fixed(checked: CheckedDirectory): CheckedDirectory {
    const { print, printError } = this.surroundings;
    const { files, left } = fixDirectory(checked, this.parser, this.settings);
    const printDiff = this.options.format === "text" ? print : printError;
    files.forEach(({ diff }) => printDiff(diff));
    left.forEach((problem) => printError(`${problemLine(problem)}\n`));
    if (this.options.dryRun || files.length === 0) {
      return checked;
    }
    const written = new Map(files.filter((file) => this.write(file)).map(({ source, now }) => [source, now]));
    const sources = checked.files.map(({ source }) => written.get(source) ?? source);
    return checkDirectory(sources, this.parser, this.settings);
  }

  private write({ source, now }: Rewritten): boolean {
    const { replaceFile } = createRequire(__filename)("../commands/replace-file") as ReplaceFile;
    try {
      replaceFile(source.file, source.written, now.written);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === "Refusal") {
        this.problems.push({ file: source.file, message: error.message });
        return false;
      }
      throw error;
    }
  }
}

function byDirectory(files: readonly FoundFile[]): Map<string, FoundFile[]> {
  const directories = new Map<string, FoundFile[]>();
  for (const found of files) {
    const directory = dirname(found.file);
    const known = directories.get(directory);
    if (known) {
      known.push(found);
    } else {
      directories.set(directory, [found]);
    }
  }
  return directories;
}

function exitCodeOf({ findings, problems }: Report): ExitCode {
  if (problems.length > 0) {
    return 2;
  }
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
