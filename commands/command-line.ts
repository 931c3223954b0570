import { parseArgs } from "node:util";
import { didYouMean } from "../modules/ami-catalog/suggestion";
import { Command, GivenOptions, Option } from "./command";
import { COMMANDS, COMMON_OPTIONS } from "./commands";
import { usageError } from "./refusal";

/** What a command line says. */
export interface CommandLine {
  /** @default - none is named */
  readonly command?: Command;
  readonly operands: readonly string[];
  readonly options: GivenOptions;
}

type OptionToken = Extract<NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number], { kind: "option" }>;

/**
 * Reads a command line; options may stand anywhere.
 * @throws Refusal `USAGE` when it has an unknown command or option, or a value too many or too few
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { positionals, tokens, values } = parseArgs({
    args: [...args],
    options: allOptions(),
    strict: false,
    tokens: true,
  });
  const [name, ...operands] = positionals;
  const command = name === undefined ? undefined : commandOf(name);
  const given = tokens.filter((token) => token.kind === "option");
  given.forEach((token) => checkOption(token, command));
  return { command, operands, options: givenOptions(values) };
}

/**
 * @throws Refusal `USAGE` when the command has other operands
 */
export function requireOperands({ name, operands }: Command, given: readonly string[]): void {
  const required = operands.filter((operand) => !operand.startsWith("["));
  const most = operands.some((operand) => operand.endsWith("...]")) ? Infinity : operands.length;
  if (given.length < required.length || given.length > most || given.includes("")) {
    const wanted = operands.length === 0 ? "no operands" : operands.join(" ");
    const got = given.length === 0 ? "nothing" : given.map((operand) => JSON.stringify(operand)).join(" ");
    throw usageError(`${name} takes ${wanted}, and got ${got}`, `see \`${name} --help\``);
  }
}

function commandOf(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    const names = COMMANDS.map((candidate) => candidate.name);
    throw usageError(
      `there is no command "${name}"${didYouMean(name, names)}`,
      `name one of ${names.join(", ")}`,
    );
  }
  return command;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken, command: Command | undefined): void {
  const options: Readonly<Record<string, Option>> = { ...command?.options, ...COMMON_OPTIONS };
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  const names = Object.keys(options);
  if (!option) {
    const known = names.map((known) => `--${known}`).join(", ");
    const suggestion = didYouMean(name, names);
    throw usageError(
      `${command?.name ?? "this"} has no option ${rawName}${suggestion}`,
      `the options are ${known}`,
    );
  }
  const isNextOption = !inlineValue && value?.startsWith("-");
  if (option.type === "string" && (!value || isNextOption)) {
    throw usageError(`${rawName} needs a value`, `write ${rawName} ${option.placeholder ?? "VALUE"}`);
  }
  if (option.type === "boolean" && value !== undefined) {
    throw usageError(`${rawName} takes no value`, `write ${rawName} alone`);
  }
}

function allOptions(): Record<string, Option> {
  return Object.assign({}, ...COMMANDS.map(({ options }) => options), COMMON_OPTIONS);
}

function givenOptions(values: Readonly<Record<string, unknown>>): GivenOptions {
  return {
    flag: (name) => values[name] === true,
    text: (name) => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
    },
  };
}
