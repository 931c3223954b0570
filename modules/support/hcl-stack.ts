import { App, TerraformElement, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { Checks } from "./checks";
import { CheckBlock, printedCheck, printedRemoved, RemovedBlock } from "./hcl-blocks";
import { printable } from "./hcl-fragment";
import { elementsOf, resolved } from "./stack-elements";

/** Blocks that cdktf's HCL leaves out, and that stand in the HCL of this stack. */
const ADDED = ["check", "removed"];
/** What `checkHcl` says of a postcondition. */
export const POSTCONDITION_LOST =
  "cdktf writes a postcondition in HCL as an attribute, which Terraform refuses";
const JSON_INSTEAD = "synthesize JSON, which Terraform reads as it is";

interface StackJson {
  readonly check?: Readonly<Record<string, CheckBlock>>;
  readonly removed?: readonly RemovedBlock[];
}

interface StackMetadata {
  readonly "//"?: { readonly metadata?: { readonly overrides?: { readonly stack?: readonly string[] } } };
}

/**
 * A stack whose HCL (`cdktf synth --hcl`) plans what its JSON plans. That of cdktf 0.21 leaves `check` and
 * `removed` blocks out, writes the conditions of a `lifecycle` as an attribute, and doesn't escape quotes
 * beside an expression.
 * @see https://github.com/open-constructs/cdk-terrain/issues/313
 */
export class HclStack extends TerraformStack {
  private readonly repaired = new Set<TerraformElement>();

  /** @throws AmiCatalogError HCL_UNSUPPORTED where the stack has overrides that cdktf's HCL leaves out */
  public override toHclTerraform(): { hcl: string; metadata: StackMetadata } {
    elementsOf(this).forEach((element) => this.repair(element));
    const { hcl, metadata } = super.toHclTerraform() as { hcl: string; metadata: StackMetadata };
    this.checkOverrides(metadata);
    const { check = {}, removed = [] } = this.toTerraform() as StackJson;
    const blocks = [...Object.entries(check).map(printedCheck), ...removed.map(printedRemoved)];
    return { hcl: `${hcl}${blocks.join("")}\n`, metadata };
  }

  /** Lets an element give the printer what it prints well; its tokens are resolved first, since they hide text. */
  private repair(element: TerraformElement): void {
    if (!this.repaired.has(element)) {
      this.repaired.add(element);
      const print = element.toHclTerraform.bind(element) as () => object;
      element.toHclTerraform = () => printable(resolved(this, print()) as object);
    }
  }

  private checkOverrides(metadata: StackMetadata): void {
    const { stack = [] } = metadata["//"]?.metadata?.overrides ?? {};
    const lost = stack.filter((section) => !ADDED.includes(section));
    if (lost.length > 0) {
      const finding = {
        code: "HCL_UNSUPPORTED",
        allowed: "cdktf leaves the overrides of a stack out of HCL",
        fix: `${JSON_INSTEAD}, or make constructs of what they say`,
      } as const;
      new Checks(this).refuse("addOverride", lost.join(", "), finding).done();
    }
  }
}

/**
 * Refuses what cdktf doesn't write in HCL as it is, where HCL is written, and not by an HclStack.
 * @param lost what cdktf does with it: the rest of a sentence
 * @param otherwise a second way out
 * @throws AmiCatalogError HCL_UNSUPPORTED
 */
export function checkHcl(scope: Construct, prop: string, lost: string, otherwise: string): void {
  const { root } = scope.node;
  if (App.isApp(root) && root.hclOutput && !(TerraformStack.of(scope) instanceof HclStack)) {
    const fix = `${JSON_INSTEAD}, let the stack extend \`HclStack\`, or ${otherwise}`;
    new Checks(scope).refuse(prop, true, { code: "HCL_UNSUPPORTED", allowed: lost, fix }).done();
  }
}
