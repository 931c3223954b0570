import { describeDeploy } from "../support/skip";
import { Account } from "./aws";
import { HOME, REGION } from "./names";
import { GITHUB, GitHub, GitLab, GITLAB } from "./pipelines";
import { Checkout, type Variables } from "./pipelines-checkout";

const READING = /^(Describe|Get|List|AssumeRole)/;
const PLAN = /Plan: [1-9]\d* to add, 0 to change, 0 to destroy/;
const CREATED = /Resources: [1-9]\d* added, 0 changed, 0 destroyed/;
const UNCHANGED = /Resources: 0 added, 0 changed, 0 destroyed/;
const KEYS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
/** Composed, since the checkout holds this file too. */
const SECRETS: Variables = Object.fromEntries(
  ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "GITHUB_TOKEN"].map((name) => [name, `marked ${name}`]),
);
const ROLE = "arn:aws:iam::123456789012:role/catalog";
const MERGE_REQUEST: Variables = { CI_DEFAULT_BRANCH: "main", CI_MERGE_REQUEST_ID: "1" };
const DEFAULT_BRANCH: Variables = { CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main" };

describeDeploy("the pipelines of the examples", (deploy) => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout.remove());

  /** An image, and a catalog that publishes it; the same name for both. */
  async function given(name: string, ...regions: string[]): Promise<void> {
    await deploy.emulator.images.seed({ name, region: HOME });
    checkout.writeCatalog(name, regions);
    deploy.emulator.calls.clear();
  }

  /** What was asked of AWS since the last look, other than to read. */
  function writes(): string[] {
    const calls = deploy.emulator.calls.all().map(({ action }) => action);
    deploy.emulator.calls.clear();
    expect(calls).not.toEqual([]);
    return calls.filter((action) => !READING.test(action));
  }

  async function expectPublished(name: string, ...regions: string[]): Promise<void> {
    for (const region of regions) {
      const account = await Account.of(deploy.emulator, deploy.emulator.accountId, region);
      const amiId = (await account.parameter(`/${name}/${name}/stable`)) ?? "";
      expect((await account.image(amiId))?.State).toBe("available");
    }
  }

  function expectEach(printed: readonly string[], expected: RegExp): void {
    expect(printed).toEqual([expect.stringMatching(expected), expect.stringMatching(expected)]);
  }

  test("GitHub Actions plans, deploys each region, and changes nothing the second time", async () => {
    await given("github", HOME, REGION);
    const github = new GitHub(checkout, { ...deploy.emulator.environment(), ...SECRETS });

    const { outputs } = await github.job("synth");
    await github.jobs("plan", outputs);
    const stacks = [`github-${REGION}`, `github-${HOME}`];
    expectEach(
      stacks.map((stack) => checkout.read(`cdktf.out/stacks/${stack}/plan.txt`)),
      PLAN,
    );
    stacks.forEach((stack) => expect(checkout.read("summary.txt")).toContain(`### ${stack}\n`));
    expect(writes()).toEqual([]);
    checkout.downloadPlans();
    await github.job("summary");
    expect(checkout.read("summary.txt")).toMatch(
      new RegExp(`\\| github \\| stable: new, first \\| ${REGION}, ${HOME} \\|\n`),
    );

    const printed = await github.jobs("deploy", outputs);
    expectEach(printed, CREATED);
    const secrets = Object.values(SECRETS);
    expect(checkout.filesWith(secrets)).toEqual([]);
    expect(secrets.filter((secret) => printed.join().includes(secret))).toEqual([]);
    expect(github.matrix("deploy-dependent", outputs)).toEqual([]);
    await expectPublished("github", HOME, REGION);
    writes();

    expectEach(await github.jobs("deploy", outputs), UNCHANGED);
    expect(writes()).toEqual([]);

    const diff = `npx cdktf diff github-${HOME} --skip-provider-lock`;
    expect(await checkout.run(diff, deploy.emulator.environment())).toContain("No changes.");
    expect(writes()).toEqual([]);
  });

  test("GitLab plans, and deploys", async () => {
    await given("gitlab", HOME);
    const aws = Object.entries(deploy.emulator.environment()).filter(([name]) => !KEYS.includes(name));
    const project = {
      ...Object.fromEntries(aws),
      // The AWS SDK for Go exchanges the token before it has read the endpoint of all services.
      AWS_ENDPOINT_URL_STS: deploy.emulator.url,
      AWS_ID_TOKEN: "token",
      AWS_PLAN_ROLE_ARN: ROLE,
      AWS_DEPLOY_ROLE_ARN: ROLE,
    };

    const onRequest = new GitLab(checkout, { ...project, ...MERGE_REQUEST });
    const [summary, ...plans] = (await onRequest.pipeline()).reverse();
    expect(plans).toEqual([expect.stringMatching(PLAN)]);
    expect(summary).toMatch(new RegExp(`gitlab +stable: new, first +${HOME}\n`));
    const actions = deploy.emulator.calls.all().map(({ action }) => action);
    expect(actions).toContain("AssumeRoleWithWebIdentity");
    expect(writes()).toEqual([]);

    const onMain = new GitLab(checkout, { ...project, ...DEFAULT_BRANCH });
    expect(await onMain.pipeline()).toEqual([expect.stringMatching(CREATED)]);
    await expectPublished("gitlab", HOME);
  });

  test("what depends on the home region is deployed after it", async () => {
    checkout.writeDependentStacks();
    const lists = GITHUB.jobs.synth?.steps.find(({ id }) => id === "stacks");
    expect(lists).toBeDefined();
    const github = new GitHub(checkout, {});
    const { outputs } = await github.step(lists ?? {});
    expect(["plan", "deploy", "deploy-dependent"].map((job) => github.matrix(job, outputs))).toEqual([
      ["home", "far"],
      ["home"],
      ["far"],
    ]);

    const gitlab = new GitLab(checkout, DEFAULT_BRANCH);
    await gitlab.job({ script: GITLAB.synth?.script?.slice(-1) });
    const jobs = gitlab.child();
    expect(Object.values(jobs).map((job) => job.resource_group)).toEqual(["home", "far"]);
    expect(Object.keys(jobs)).toEqual(["deploy home", "deploy far"]);
    expect(jobs["deploy home"]?.needs?.map(({ job }) => job)).toEqual(["synth"]);
    expect(jobs["deploy far"]?.needs?.map(({ job }) => job)).toEqual(["synth", "deploy home"]);
  });
});

test("each job of GitHub Actions runs where it may, and lets no region stop another", () => {
  const { plan, deploy, "deploy-dependent": dependent } = GITHUB.jobs;
  expect(plan?.if).toContain("github.event_name == 'pull_request'");
  expect(deploy?.if).toBe("github.event_name == 'push'");
  expect(dependent?.if).toBe("github.event_name == 'push' && needs.synth.outputs.dependent != '[]'");
  expect(dependent?.steps).toEqual(deploy?.steps);
  for (const job of [plan, deploy, dependent]) {
    expect(job?.strategy?.["fail-fast"]).toBe(false);
    expect(job?.permissions).toEqual({ contents: "read", "id-token": "write" });
  }
});

test("on GitLab the jobs of a region take a role by their token", () => {
  expect(GITLAB[".region"]?.id_tokens).toEqual({ AWS_ID_TOKEN: { aud: "https://gitlab.com" } });
  expect(GITLAB[".deploy"]?.variables).toEqual({ AWS_ROLE_ARN: "$AWS_DEPLOY_ROLE_ARN" });
  expect(GITLAB[".plan"]?.variables).toEqual({ AWS_ROLE_ARN: "$AWS_PLAN_ROLE_ARN" });
});
