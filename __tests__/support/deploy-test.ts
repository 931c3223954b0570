import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type App, DataResource, TerraformOutput, TerraformStack } from "cdktf";
import { describeDeploy } from "./skip";
import { makeFolder, removeFolder } from "./temporary-folder";

/** Stacks of a resource that Terraform has built in, so that no command starts a provider. */
function stacks(version: string, names = ["one", "two"]) {
  return (app: App) =>
    names.forEach((name) => {
      const stack = new TerraformStack(app, name);
      const data = new DataResource(stack, "Data", { input: { version } });
      new TerraformOutput(stack, "Input", { value: data.output }).overrideLogicalId("input");
    });
}

describeDeploy("Workspace", (deploy) => {
  test("applies, plans, synthesizes anew over its state, and destroys", async () => {
    const workspace = deploy.workspace(stacks("A"));
    await workspace.apply();
    await workspace.expectEmptyPlan();
    expect(workspace.output("two")).toEqual({ input: { version: "A" } });

    workspace.synth(stacks("B"));
    await expect(workspace.expectEmptyPlan("one")).rejects.toThrow(
      /expected an empty plan of one[^]*1 to change/,
    );
    expect(await workspace.plan()).toMatchObject(
      ["one", "two"].map((stack) => ({
        stack,
        address: "terraform_data.Data",
        actions: ["update"],
        before: { input: { version: "A" } },
        after: { input: { version: "B" } },
      })),
    );
    await workspace.apply("one");
    expect(
      workspace.state().map(({ stack, address, values }) => [stack, address, values.input]),
    ).toMatchObject([
      ["one", "terraform_data.Data", { value: { version: "B" } }],
      ["two", "terraform_data.Data", { value: { version: "A" } }],
    ]);

    await workspace.destroy();
    expect(workspace.state()).toEqual([]);
  });

  test("names the stacks where one must be chosen", () => {
    const workspace = deploy.workspace(stacks("A"));
    expect(() => workspace.output()).toThrow("outputs of which stack? one, two");
    expect(() => workspace.state("three")).toThrow("there is no stack three: there are one, two");
  });

  test("shows Terraform's words when a command fails", async () => {
    const workspace = deploy.workspace(stacks('${file("missing.txt")}', ["one"]));
    await expect(workspace.apply()).rejects.toThrow(/terraform apply .* failed:[^]*missing\.txt/);
  });

  test("ends a command that still runs", async () => {
    const folder = makeFolder("started");
    const workspace = deploy.workspace((app) => {
      const stack = new TerraformStack(app, "slow");
      const command = `touch ${join(folder, "file")}; exec sleep 60`;
      new DataResource(stack, "Data", { provisioners: [{ type: "local-exec", command }] });
    });
    const applying = expect(workspace.apply()).rejects.toThrow("Interrupt received");
    while (readdirSync(folder).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await workspace.remove();
    await applying;
    removeFolder(folder);
  }, 60_000);
});
