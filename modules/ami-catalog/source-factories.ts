import { tmpdir } from "node:os";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AmiSource } from "../ami-source";
import { AmiCatalogProblem } from "../support";
import { problemsOf } from "./examined";
import { CatalogSource } from "./model";

interface Refused {
  /** Key of the source: `lookup`. */
  readonly kind: string;
  readonly found: readonly AmiCatalogProblem[];
}

/** Fits all checks, and stands for what the stack will give. */
const NAME = "source";

/**
 * Asks the factories of AmiSource what they refuse, in a stack that is never synthesized: so a file is
 * checked by the same code as a construct. `ami` is not asked: its values are checked where they are read.
 */
export class SourceFactories {
  private stack?: TerraformStack;

  refused(source: CatalogSource, region: string): Refused {
    const { lookup, parameter, instance, snapshot, s3Manifest, ...baked } = source;
    const { packerManifest, remoteState, imageBuilder } = baked;
    if (lookup) {
      return this.ask("lookup", (scope) => AmiSource.fromLookup(scope, NAME, { ...lookup, region }));
    }
    if (parameter) {
      return this.ask("parameter", (scope) => AmiSource.fromParameter(scope, NAME, { ...parameter, region }));
    }
    const regional = { region, homeRegion: region };
    if (packerManifest) {
      const props = { ...packerManifest, ...regional };
      return this.ask("packerManifest", (scope) => AmiSource.fromPackerManifest(scope, NAME, props));
    }
    if (remoteState) {
      const props = { ...remoteState, ...regional };
      return this.ask("remoteState", (scope) => AmiSource.fromRemoteState(scope, NAME, props));
    }
    if (imageBuilder) {
      const props = { ...imageBuilder, ...regional };
      return this.ask("imageBuilder", (scope) => AmiSource.fromImageBuilder(scope, NAME, props));
    }
    const made = { name: NAME, region };
    if (instance) {
      return this.ask("instance", (scope) => AmiSource.fromInstance(scope, NAME, { ...instance, ...made }));
    }
    if (snapshot) {
      return this.ask("snapshot", (scope) => AmiSource.fromSnapshot(scope, NAME, { ...snapshot, ...made }));
    }
    if (s3Manifest) {
      return this.ask("s3Manifest", (scope) =>
        AmiSource.fromS3Manifest(scope, NAME, { ...s3Manifest, ...made }),
      );
    }
    return { kind: "", found: [] };
  }

  private ask(kind: string, make: (scope: Construct) => AmiSource): Refused {
    this.stack ??= new TerraformStack(new App({ outdir: tmpdir() }), "Check");
    const scope = new Construct(this.stack, "Source");
    const found = problemsOf(() => make(scope));
    this.stack.node.tryRemoveChild("Source");
    return { kind, found };
  }
}
