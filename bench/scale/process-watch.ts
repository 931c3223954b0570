import { ProcessEntry, readProcesses, readResident, treeOf } from "./process-table";

const INTERVAL_MILLISECONDS = 100;
/** cdktf and its app: what they take is measured by the benchmarks of synth. */
const NODE = "node";

/** What a process and all that it started have taken, node left out. */
export interface Usage {
  /** Highest sum of resident sizes at one moment, as `ps` shows them: a shared page counts in each process. */
  readonly residentBytes: number;
  /** Highest memory at one moment: own pages of all, and the pages of each program's files once. */
  readonly peakBytes: number;
  /** Processor time of all, as last seen before each ended. */
  readonly cpuSeconds: number;
  /** Most processes of one program at one moment, by program. */
  readonly processes: ReadonlyMap<string, number>;
}

/** Looks ten times a second at a process and what it has started. */
export class ProcessWatch {
  private residentBytes = 0;
  private peakBytes = 0;
  private readonly cpuSeconds = new Map<number, number>();
  private readonly processes = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.timer = setInterval(() => this.look(), INTERVAL_MILLISECONDS);
  }

  stop(): Usage {
    clearInterval(this.timer);
    const { residentBytes, peakBytes, processes } = this;
    return { residentBytes, peakBytes, processes, cpuSeconds: sum(this.cpuSeconds.values()) };
  }

  private look(): void {
    const tree = treeOf(this.root, readProcesses()).filter(({ program }) => program !== NODE);
    const { ownBytes, fileBytes, sharedBytes } = memoryOf(tree);
    this.residentBytes = Math.max(this.residentBytes, ownBytes + fileBytes);
    this.peakBytes = Math.max(this.peakBytes, ownBytes + sharedBytes);
    const running = new Map<string, number>();
    for (const { pid, program, cpuSeconds } of tree) {
      this.cpuSeconds.set(pid, cpuSeconds);
      running.set(program, (running.get(program) ?? 0) + 1);
    }
    for (const [program, count] of running) {
      this.processes.set(program, Math.max(this.processes.get(program) ?? 0, count));
    }
  }
}

interface Memory {
  readonly ownBytes: number;
  /** In each process that has them. */
  readonly fileBytes: number;
  /** Once for each program. */
  readonly sharedBytes: number;
}

function memoryOf(processes: readonly ProcessEntry[]): Memory {
  const shared = new Map<string, number>();
  let [ownBytes, fileBytes] = [0, 0];
  for (const { pid, program } of processes) {
    const resident = readResident(pid);
    ownBytes += resident.ownBytes;
    fileBytes += resident.fileBytes;
    shared.set(program, Math.max(shared.get(program) ?? 0, resident.fileBytes));
  }
  return { ownBytes, fileBytes, sharedBytes: sum(shared.values()) };
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
