import { catalogFileName } from "../modules/ami-catalog/catalog-file-name";
import { CatalogWarning, warningLine } from "../modules/ami-catalog/file-problems";
import { CatalogFile, readCatalogFile } from "./catalog-file";
import { CommandLine, readCommandLine, requireOperands } from "./command-line";
import { Call, Command, Outcome } from "./command";
import { Progress } from "./progress";
import { helpOf, helpOfAll } from "./help";
import { exitCodeOf, ShownProblem, shownProblems, usageError } from "./refusal";
import { ExitCode, programName, Surroundings } from "./surroundings";

/** Runs a command line; the exit code comes as a promise from the commands that ask AWS. */
export function run(args: readonly string[], surroundings: Surroundings): ExitCode | Promise<ExitCode> {
  let line: CommandLine | undefined;
  const refuse = (error: unknown) =>
    reportError(error, {
      ...surroundings,
      json: args.includes("--json"),
      edited: editedFile(line, surroundings),
    });
  try {
    line = readCommandLine(args);
    const code = runCommand(line, surroundings);
    return code instanceof Promise ? code.catch(refuse) : code;
  } catch (error) {
    return refuse(error);
  }
}

function runCommand(
  { command, operands, options }: CommandLine,
  surroundings: Surroundings,
): ExitCode | Promise<ExitCode> {
  const { print } = surroundings;
  const program = programName(surroundings, "catalog", "ami-catalog");
  if (options.flag("help")) {
    print(command ? helpOf(command, program) : helpOfAll(program));
    return 0;
  }
  if (!command) {
    throw usageError("a command is needed", `see \`${program} --help\``);
  }
  requireOperands(command, operands);
  const call = callOf({ operands, options }, surroundings, program);
  const outcome = begin(command, call);
  return outcome instanceof Promise
    ? outcome.finally(() => call.progress.done()).then((later) => show(later, options, surroundings))
    : show(outcome, options, surroundings);
}

/** A command that asks nobody ends at once, and its progress with it. */
function begin(command: Command, call: Call): Outcome | Promise<Outcome> {
  try {
    return command.run(call);
  } finally {
    call.progress.done();
  }
}

function show(outcome: Outcome, options: CommandLine["options"], surroundings: Surroundings): ExitCode {
  warn(outcome.warnings, surroundings);
  const errors = outcome.refusal ? [outcome.refusal.problem] : [];
  surroundings.print(
    options.flag("json")
      ? json({ ok: errors.length === 0, errors, warnings: shown(outcome), ...outcome.document })
      : outcome.text,
  );
  printMessages(errors, surroundings);
  printExplain(errors, surroundings);
  return errors.length === 0 ? 0 : exitCodeOf(errors);
}

function callOf({ operands, options }: CommandLine, surroundings: Surroundings, program: string): Call {
  let file: CatalogFile | undefined;
  return {
    get file() {
      return (file ??= readCatalogFile(fileName({ options }, surroundings)));
    },
    operands,
    options,
    dryRun: options.flag("dry-run"),
    program,
    say: (line) => surroundings.printError(`${line}\n`),
    progress: new Progress(surroundings.isTerminal ? surroundings.printError : undefined),
    env: surroundings.env,
    colours: surroundings.colours,
  };
}

function shown({ warnings }: Outcome): object[] {
  return warnings.map((warning) => ({ ...warning, message: warningLine(warning) }));
}

function warn(warnings: readonly CatalogWarning[], { printError }: Surroundings): void {
  warnings.forEach((warning) => printError(`warning: ${warningLine(warning)}\n`));
}

interface Reporting extends Surroundings {
  readonly json: boolean;
  /** File that a command would have changed. @default - it changes none */
  readonly edited?: string;
}

/** @throws the error itself, where it is no refusal */
function reportError(error: unknown, reporting: Reporting): ExitCode {
  const problems = shownProblems(error);
  if (!problems) {
    throw error;
  }
  const exitCode = exitCodeOf(problems);
  printMessages(problems, reporting);
  if (reporting.edited !== undefined && exitCode === 1) {
    reporting.printError(`${reporting.edited} is unchanged.\n`);
  }
  printExplain(problems, reporting);
  if (reporting.json) {
    reporting.print(json({ ok: false, errors: problems, warnings: [] }));
  }
  return exitCode;
}

function printMessages(problems: readonly ShownProblem[], { printError }: Surroundings): void {
  problems.forEach(({ message }) => printError(`${message}\n`));
}

/** Tells who sits before a terminal which command says more of the codes. */
function printExplain(problems: readonly ShownProblem[], surroundings: Surroundings): void {
  const [first, ...others] = new Set(problems.map(({ code }) => code).filter((code) => code !== "USAGE"));
  if (surroundings.isTerminal && first !== undefined) {
    const what = others.length === 0 ? "it means" : "a code means";
    const program = programName(surroundings, "catalog", "ami-catalog");
    surroundings.printError(`What ${what}, and the way out: ${program} explain ${first}\n`);
  }
}

function editedFile(line: CommandLine | undefined, surroundings: Surroundings): string | undefined {
  const command: Command | undefined = line?.command;
  return line && command?.edits ? fileName(line, surroundings) : undefined;
}

function fileName({ options }: Pick<CommandLine, "options">, { env }: Surroundings): string {
  return options.text("file") ?? catalogFileName(env.AMI_CATALOG);
}

function json(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
