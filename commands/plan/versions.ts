import { nameOf, textOf } from "./attributes";
import { parameterOf } from "./catalog-parameter";
import { ResourceChange, StackPlan } from "./plan-file";

/** A version of an image, by its parameter. */
export interface Version {
  readonly image: string;
  readonly version: string;
}

const ARGUMENT = "insecure_value";
const PERMISSIONS = "_Permissions";

/** The versions in the plan of a stack, looked up by what knows an AMI: its ID, or what makes it. */
export class Versions {
  private readonly byIdBefore = new Map<string, Version>();
  private readonly byIdAfter = new Map<string, Version>();
  private readonly byReference = new Map<string, Version>();
  private readonly byPrefix = new Map<string, Version>();

  constructor(
    private readonly plan: StackPlan,
    namespace: string,
  ) {
    for (const change of plan.changes) {
      const parameter = parameterOf(change, namespace);
      if (parameter?.kind === "version") {
        this.add(change, { image: parameter.image, version: parameter.name });
      }
    }
  }

  /** The version whose parameter names an AMI, or will name it. */
  ofAmi({ address, before }: ResourceChange): Version | undefined {
    const amiId = textOf(before?.id);
    return amiId === undefined ? this.byReference.get(`${address}.id`) : this.byIdBefore.get(amiId);
  }

  /** Version, or else AMI, that a parameter names. */
  before({ before }: ResourceChange): string | undefined {
    const amiId = textOf(before?.insecure_value);
    return amiId === undefined ? undefined : (this.byIdBefore.get(amiId)?.version ?? amiId);
  }

  /** Version, or else AMI, that a parameter will name; an AMI that isn't made yet is known by what makes it. */
  after({ address, after }: ResourceChange): string | undefined {
    const amiId = textOf(after?.insecure_value);
    if (amiId !== undefined) {
      return this.byIdAfter.get(amiId)?.version ?? amiId;
    }
    const [maker] = this.plan.references(address, ARGUMENT);
    return maker === undefined ? undefined : this.byReference.get(maker)?.version;
  }

  /** Image of a permission: it has the name of none, but stands beside the parameter of its version. */
  imageOfPermission({ address }: ResourceChange): string | undefined {
    const name = nameOf(address);
    for (let end = name.indexOf(PERMISSIONS); end >= 0; end = name.indexOf(PERMISSIONS, end + 1)) {
      const version = this.byPrefix.get(name.slice(0, end));
      if (version) {
        return version.image;
      }
    }
    return undefined;
  }

  private add({ address, before, after }: ResourceChange, version: Version): void {
    const put = (known: Map<string, Version>, key: string | undefined) => {
      if (key !== undefined && !known.has(key)) {
        known.set(key, version);
      }
    };
    put(this.byIdBefore, textOf(before?.insecure_value));
    put(this.byIdAfter, textOf(after?.insecure_value));
    this.plan.references(address, ARGUMENT).forEach((reference) => put(this.byReference, reference));
    put(this.byPrefix, nameOf(address).replace(/_Parameter_[0-9A-F]{8}$/, ""));
  }
}
