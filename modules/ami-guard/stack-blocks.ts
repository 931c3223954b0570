import { TerraformElement, TerraformStack } from "cdktf";
import { elementsOf, isRecord, resolved } from "../support";
import { addressOf, blocksOf, configurationOf, GuardedBlock, GuardedConfiguration } from "./configuration";

/** What the elements of a stack synthesize to. */
export class StackBlocks {
  private readonly overrides: readonly GuardedBlock[];
  private known?: GuardedConfiguration;

  constructor(private readonly stack: TerraformStack) {
    this.overrides = blocksOf(this.resolved(Reflect.get(stack, "rawOverrides")));
  }

  /** The stack's configuration, made when it is first asked for: most stacks refer to nothing that matters. */
  readonly configuration: GuardedConfiguration = {
    block: (address) => this.all().block(address),
    blocks: (type) => this.all().blocks(type),
  };

  /** The blocks that an element makes, with what the stack's overrides change in them. */
  blocksOf(element: TerraformElement): GuardedBlock[] {
    const made = blocksOf(this.resolved(element.toTerraform()));
    return this.overrides.length === 0 ? made : made.map((block) => this.overridden(block));
  }

  /** Blocks that the stack's overrides alone make. */
  added(): GuardedBlock[] {
    if (this.overrides.length === 0) {
      return [];
    }
    const made = new Set(this.made().map(addressOf));
    return this.overrides.filter((block) => !made.has(addressOf(block)));
  }

  private all(): GuardedConfiguration {
    this.known ??= configurationOf([...this.made(), ...this.overrides]);
    return this.known;
  }

  private made(): GuardedBlock[] {
    return elementsOf(this.stack).flatMap((element) => this.blocksOf(element));
  }

  private overridden(block: GuardedBlock): GuardedBlock {
    const override = this.overrides.find((each) => addressOf(each) === addressOf(block));
    return override ? { ...block, arguments: merged(block.arguments, override.arguments) } : block;
  }

  private resolved(value: unknown): Record<string, unknown> {
    const written = resolved(this.stack, value);
    return isRecord(written) ? written : {};
  }
}

type Arguments = Readonly<Record<string, unknown>>;

/** Merges as cdktf does when it writes the stack: records into records and into lists by index, lists to lists. */
function merged(own: Arguments, override: Arguments): Arguments {
  const all = Object.entries(override).map(([key, value]) => [key, mergedValue(own[key], value)] as const);
  return { ...own, ...Object.fromEntries(all) };
}

function mergedValue(own: unknown, override: unknown): unknown {
  if (Array.isArray(own)) {
    const list: readonly unknown[] = own;
    return Array.isArray(override)
      ? [...list, ...(override as unknown[])]
      : isRecord(override)
        ? Object.values(merged({ ...list }, override))
        : override;
  }
  return isRecord(own) && isRecord(override) ? merged(own, override) : override;
}
