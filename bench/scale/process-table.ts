import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks a second in `/proc/PID/stat`: the same on every Linux. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS = 100;

/** What the kernel tells of one process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Name of the program, cut to 15 characters. */
  readonly program: string;
  /** Processor time until now, its own alone. */
  readonly cpuSeconds: number;
}

/** Resident memory of one process. */
export interface Resident {
  /** Pages that are its own: heap and stacks. */
  readonly ownBytes: number;
  /** Pages of files, which processes of the same program share. */
  readonly fileBytes: number;
}

/** One line of `/proc/PID/stat`; the program's name stands in parentheses and may hold some itself. */
export function parseStat(line: string): ProcessEntry {
  const [open, close] = [line.indexOf("("), line.lastIndexOf(")")];
  const [, parent, ...rest] = line.slice(close + 2).split(" ");
  const [userTicks = NaN, systemTicks = NaN] = rest.slice(9, 11).map(Number);
  return {
    pid: Number(line.slice(0, open)),
    parent: Number(parent),
    program: line.slice(open + 1, close),
    cpuSeconds: (userTicks + systemTicks) / TICKS,
  };
}

/** `/proc/PID/status`; a process that has just ended has no memory. */
export function parseStatus(text: string): Resident {
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text)?.[1] ?? 0) * 1024;
  return { ownBytes: bytes("RssAnon"), fileBytes: bytes("RssFile") + bytes("RssShmem") };
}

/** A process and all that it started, directly or not. */
export function treeOf(root: number, entries: readonly ProcessEntry[]): ProcessEntry[] {
  const below = (pid: number): ProcessEntry[] =>
    entries.filter(({ parent }) => parent === pid).flatMap((entry) => [entry, ...below(entry.pid)]);
  return [...entries.filter(({ pid }) => pid === root), ...below(root)];
}

/** All processes of this machine, without those that end while they are read. */
export function readProcesses(): ProcessEntry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readOrNothing(`/proc/${pid}/stat`).map(parseStat));
}

/** Memory of a process; none when it has ended. */
export function readResident(pid: number): Resident {
  return parseStatus(readOrNothing(`/proc/${pid}/status`)[0] ?? "");
}

function readOrNothing(path: string): string[] {
  try {
    return [readFileSync(path, "utf8")];
  } catch {
    return [];
  }
}
