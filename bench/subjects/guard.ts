import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChildReport } from "../child-report";

const FILES_IN_DIRECTORY = 10;
const RESOURCES = 12;
const GUARD = join(__dirname, "../../guard/main.js");
const AMI_ID = '"ami-0c3fd0f5d4e7a9b21"';

function resource(name: string, image: string): string {
  return `resource "aws_instance" "${name}" {
  ami           = ${image}
  instance_type = "t3.micro" # small
  subnet_id     = aws_subnet.main["a"].id

  tags = {
    Name = "web-\${var.environment}"
  }
}

`;
}

/** About 2.5 kB of HCL, with an AMI ID in every tenth file. */
function file(index: number): string {
  const first = index % FILES_IN_DIRECTORY === 0 ? AMI_ID : 'var.images["web"]';
  return Array.from({ length: RESOURCES }, (_, place) =>
    resource(`web_${index}_${place}`, place === 0 ? first : "local.image"),
  ).join("");
}

function writeFiles(folder: string, files: number): void {
  for (let index = 0; index < files; index++) {
    const directory = join(folder, `module-${Math.floor(index / FILES_IN_DIRECTORY)}`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `file-${index}.tf`), file(index));
  }
}

/** Seconds of the whole program, from the start of node to its end. */
function guardSeconds(folder: string, findings: number): number {
  const start = process.hrtime.bigint();
  const { stdout } = spawnSync(process.execPath, [GUARD, folder, "--json"], {
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const found = (JSON.parse(stdout) as unknown[]).length;
  if (found !== findings) {
    throw new Error(`the guard found ${found} AMI IDs, and there are ${findings}`);
  }
  return seconds;
}

const files = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "cdktf-ami-catalog-bench-guard-"));
try {
  writeFiles(folder, files);
  const seconds = guardSeconds(folder, Math.ceil(files / FILES_IN_DIRECTORY));
  const report: ChildReport = { seconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
  process.stdout.write(JSON.stringify(report));
} finally {
  rmSync(folder, { recursive: true });
}
