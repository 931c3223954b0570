import { readProcesses, readResident, treeOf } from "./process-table";

const INTERVAL_MILLISECONDS = 100;

/** What a process and all that it started have taken. */
export interface Usage {
  /** Highest resident memory at one moment: own pages of all, and the pages of each program's files once. */
  readonly peakBytes: number;
  /** Processor time of all, as last seen before each ended. */
  readonly cpuSeconds: number;
  /** Most processes of one program at one moment, by program. */
  readonly processes: ReadonlyMap<string, number>;
}

/** Looks ten times a second at a process and what it has started. */
export class ProcessWatch {
  private peakBytes = 0;
  private readonly cpuSeconds = new Map<number, number>();
  private readonly processes = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.timer = setInterval(() => this.look(), INTERVAL_MILLISECONDS);
  }

  stop(): Usage {
    clearInterval(this.timer);
    return {
      peakBytes: this.peakBytes,
      cpuSeconds: sum(this.cpuSeconds.values()),
      processes: this.processes,
    };
  }

  private look(): void {
    const [fileBytes, running] = [new Map<string, number>(), new Map<string, number>()];
    let ownBytes = 0;
    for (const { pid, program, cpuSeconds } of treeOf(this.root, readProcesses())) {
      const resident = readResident(pid);
      ownBytes += resident.ownBytes;
      fileBytes.set(program, Math.max(fileBytes.get(program) ?? 0, resident.fileBytes));
      running.set(program, (running.get(program) ?? 0) + 1);
      this.cpuSeconds.set(pid, cpuSeconds);
    }
    this.peakBytes = Math.max(this.peakBytes, ownBytes + sum(fileBytes.values()));
    for (const [program, count] of running) {
      this.processes.set(program, Math.max(this.processes.get(program) ?? 0, count));
    }
  }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
