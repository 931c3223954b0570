import * as cdktf from "cdktf";
import ts from "typescript";
import { synthApp, type Template } from "../support/template";
import { type Snippet, stackClasses } from "./snippet";

const PACKAGE = "cdktf-ami-catalog";

type StackClass = new (app: cdktf.App, id: string) => cdktf.TerraformStack;

/**
 * Runs a snippet and synthesizes its stacks: those that it adds to its own `new App()`, or one of
 * each stack class that it declares.
 */
export function synthesize(snippet: Snippet): readonly Template[] {
  const stacks = synthApp((app) => {
    const declared = run(snippet, app);
    if (!app.node.children.some((child) => cdktf.TerraformStack.isStack(child))) {
      declared.forEach((Stack) => new Stack(app, Stack.name));
    }
  });
  return Object.values(stacks);
}

/** `new App()` gives the app of the test, which alone synthesizes it. */
function run(snippet: Snippet, app: cdktf.App): StackClass[] {
  const { outputText } = ts.transpileModule(snippet.source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const body = `${outputText}\nreturn [${stackClasses(snippet).join(", ")}];`;
  const program = new Function("require", "exports", body) as (
    require: object,
    exports: object,
  ) => StackClass[];
  const { synth } = app;
  app.synth = () => undefined;
  try {
    return program((name: string) => load(name, app), {});
  } finally {
    app.synth = synth;
  }
}

function load(name: string, app: cdktf.App): object {
  if (name === "cdktf") {
    return { ...cdktf, App: appFactory(app) };
  }
  const own = name === PACKAGE || name.startsWith(`${PACKAGE}/`);
  return jest.requireActual<object>(own ? name.replace(PACKAGE, "../../modules") : name);
}

/** A constructor that returns an object gives that object to `new`. */
function appFactory(app: cdktf.App): unknown {
  return function App() {
    return app;
  };
}
