import { Command } from "./command";
import { COMMANDS, COMMON_OPTIONS } from "./commands";
import { columns, optionRows } from "./help-columns";

const EXIT_CODES =
  "Exit codes: 0 done; 1 refused by the rules of the catalog; 2 wrong usage, a file that can't be read or written, or\n" +
  "no answer of AWS or of Terraform.\n" +
  "Results go to standard output, errors and warnings to standard error.\n";

/** The help of all commands. */
export function helpOfAll(program: string): string {
  const commands = COMMANDS.map(
    ({ name, operands, summary }) => [[name, ...operands].join(" "), summary] as const,
  );
  return [
    `Usage: ${program} COMMAND [OPTIONS]\n`,
    "Reads and edits the catalog file. Edits keep comments and order, and are refused where `check` would fail.\n",
    `Commands:\n${columns(commands)}`,
    `Options of every command:\n${columns(optionRows(COMMON_OPTIONS))}`,
    `Example:\n  ${program} check\n`,
    `\`${program} COMMAND --help\` tells more about a command.\n${EXIT_CODES}`,
  ].join("\n");
}

/** The help of one command. */
export function helpOf(command: Command, program: string): string {
  const { name, operands, options, summary, details, example } = command;
  return [
    `Usage: ${[program, name, ...operands].join(" ")} [OPTIONS]\n`,
    `${summary}.\n\n${details}\n`,
    `Options:\n${columns(optionRows({ ...options, ...COMMON_OPTIONS }))}`,
    `Example:\n  ${program} ${example}\n`,
  ].join("\n");
}
