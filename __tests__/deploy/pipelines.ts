import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { Checkout, Variables } from "./pipelines-checkout";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Variables;
  readonly "working-directory"?: string;
}

interface GitHubJob {
  readonly if?: string;
  readonly permissions?: Variables;
  readonly outputs?: Variables;
  readonly strategy?: { readonly "fail-fast": boolean; readonly matrix: { readonly stack: string } };
  readonly steps: readonly Step[];
}

interface GitLabJob {
  readonly extends?: string;
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly variables?: Variables;
  readonly needs?: readonly { readonly job: string }[];
  readonly resource_group?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

export const GITHUB = read<{
  readonly env: Variables;
  readonly jobs: Readonly<Record<string, GitHubJob>>;
}>("github-actions.yml");

export const GITLAB = read<
  Readonly<Record<string, GitLabJob | undefined>> & { readonly variables: Variables }
>("gitlab-ci.yml");

/** What the machine of the test has already: tools, packages, credentials, files of earlier jobs. */
const NOT_RUN: readonly string[] = [
  "actions/checkout@v4",
  "actions/setup-node@v4",
  "actions/upload-artifact@v4",
  "actions/download-artifact@v4",
  "hashicorp/setup-terraform@v3",
  "aws-actions/configure-aws-credentials@v4",
  "npm ci",
];

/** Runs jobs of `github-actions.yml` as GitHub does. */
export class GitHub {
  constructor(
    private readonly checkout: Checkout,
    private readonly env: Variables,
  ) {}

  /** Runs the steps of a job; yields the outputs of its steps, and what it printed. */
  async job(name: string, values: Variables = {}): Promise<{ outputs: Variables; printed: string }> {
    const outputs: Record<string, string> = {};
    let printed = "";
    for (const step of GITHUB.jobs[name]?.steps ?? []) {
      if (!NOT_RUN.includes(step.uses ?? step.run ?? "")) {
        const result = await this.step(step, values);
        Object.assign(outputs, result.outputs);
        printed += result.printed;
      }
    }
    return { outputs, printed };
  }

  /** @throws Error for an action: the test runs shell scripts alone */
  async step(step: Step, values: Variables = {}): Promise<{ outputs: Variables; printed: string }> {
    if (step.run === undefined) {
      throw new Error(`the test neither runs nor skips ${step.uses}`);
    }
    const file = (name: string) => join(this.checkout.folder, name);
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, values)]);
    const env = {
      ...this.env,
      ...GITHUB.env,
      ...Object.fromEntries(own),
      GITHUB_OUTPUT: file("output.txt"),
      GITHUB_STEP_SUMMARY: file("summary.txt"),
    };
    if (step.id !== undefined) {
      writeFileSync(env.GITHUB_OUTPUT, "");
    }
    const folder = evaluate(step["working-directory"] ?? ".", values);
    const printed = await this.checkout.run(evaluate(step.run, values), env, folder);
    return { outputs: step.id === undefined ? {} : this.outputs(step.id), printed };
  }

  /** The stacks of a job's matrix, from the outputs of the steps of `synth`. */
  matrix(name: string, outputs: Variables): string[] {
    const stack = GITHUB.jobs[name]?.strategy?.matrix.stack ?? "";
    const [, output = ""] = /fromJSON\(needs\.synth\.outputs\.(\w+)\)/.exec(stack) ?? [];
    return JSON.parse(evaluate(GITHUB.jobs.synth?.outputs?.[output] ?? "", outputs)) as string[];
  }

  /** Runs a job for each stack of its matrix, in parallel; yields what each printed. */
  async jobs(name: string, outputs: Variables): Promise<string[]> {
    const results = this.matrix(name, outputs).map((stack) => this.job(name, { "matrix.stack": stack }));
    return (await Promise.all(results)).map(({ printed }) => printed);
  }

  private outputs(step: string): Variables {
    const lines = this.checkout.read("output.txt").matchAll(/^(\w+)=(.*)$/gm);
    return Object.fromEntries(
      [...lines].map(([, name, value = ""]) => [`steps.${step}.outputs.${name}`, value]),
    );
  }
}

/** Runs jobs of `gitlab-ci.yml`, and of the child pipeline that it writes, as GitLab does. */
export class GitLab {
  constructor(
    private readonly checkout: Checkout,
    /** Variables that GitLab sets, and those of the project. */
    private readonly env: Variables,
  ) {}

  /** Runs a job's scripts in one shell; yields what they printed. */
  async job(job: GitLabJob): Promise<string> {
    const { variables = {}, before_script = [], script = [] } = inherited(job);
    const given: Variables = { ...this.env, CI_PROJECT_DIR: this.checkout.folder };
    const own = Object.entries({ ...GITLAB.variables, ...variables }).map(([name, value]) => [
      name,
      value.replace(/\$(\w+)/g, (_, other: string) => given[other] ?? ""),
    ]);
    const lines = [...before_script, ...script].filter((line) => !NOT_RUN.includes(line));
    return this.checkout.run(lines.join("\n"), { ...given, ...Object.fromEntries(own) });
  }

  /** The child pipeline that the job `synth` wrote. */
  child(): Readonly<Record<string, GitLabJob>> {
    const { include, ...jobs } = parse(this.checkout.read("regions.yml")) as Record<string, GitLabJob>;
    expect(include).toEqual({ local: "/.gitlab-ci.yml" });
    return jobs;
  }

  /** Runs `synth`, then the jobs of its child, those of a stage in parallel; yields what each printed. */
  async pipeline(): Promise<string[]> {
    await this.job(GITLAB.synth ?? {});
    const { summary, ...regions } = this.child();
    const printed = await Promise.all(Object.values(regions).map((job) => this.job(job)));
    return summary ? [...printed, await this.job(summary)] : printed;
  }
}

function read<T>(file: string): T {
  const folder = resolve(__dirname, "..", "..", "examples", "pipelines");
  return parse(readFileSync(join(folder, file), "utf8")) as T;
}

/** Replaces GitHub's expressions `${{ name }}`. @throws Error where the test knows no value */
function evaluate(text: string, values: Variables): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) {
      throw new Error(`no value for ${name}`);
    }
    return value;
  });
}

/** A job with what it extends: its variables are merged, everything else is replaced. */
function inherited(job: GitLabJob): GitLabJob {
  const parent = job.extends === undefined ? {} : inherited(GITLAB[job.extends] ?? {});
  return { ...parent, ...job, variables: { ...parent.variables, ...job.variables } };
}
