import { Token } from "cdktf";
import { Construct } from "constructs";
import { AmiCatalogError, AmiCatalogProblem, Finding } from "./error";

/** Looks at one literal value; yields nothing when it is good. */
export type Validator<T> = (value: T) => Finding | undefined;

/**
 * Collects what is wrong with the input of one construct. Values that only Terraform
 * knows (tokens) are passed over; `done` throws all that was found at once.
 */
export class Checks {
  private readonly problems: AmiCatalogProblem[] = [];
  private readonly path: string;

  constructor(scope: Construct, id?: string) {
    this.path = id === undefined ? scope.node.path : `${scope.node.path}/${id}`;
  }

  /** Checks a value that is given and is literal. */
  value<T>(prop: string, value: T | undefined, validate: Validator<T>): this {
    if (value !== undefined && !Token.isUnresolved(value)) {
      this.refuse(prop, value, validate(value));
    }
    return this;
  }

  /** Checks each literal entry of a literal list. */
  list(prop: string, values: readonly string[] | undefined, validate: Validator<string>): this {
    if (values !== undefined && !Token.isUnresolved(values)) {
      for (const [index, value] of values.entries()) {
        const finding = Token.isUnresolved(value) ? undefined : validate(value);
        if (finding) {
          this.refuse(`${prop}[${index}]`, value, finding);
        }
      }
    }
    return this;
  }

  /** Adds a finding that was made elsewhere, if there is one. */
  refuse(prop: string, value: unknown, finding: Finding | undefined): this {
    if (finding) {
      this.problems.push({ ...finding, path: this.path, prop, value });
    }
    return this;
  }

  /**
   * Adds a finding after which nothing can be made.
   * @throws AmiCatalogError with all that was found
   */
  fail(prop: string, value: unknown, finding: Finding): never {
    const last = { ...finding, path: this.path, prop, value };
    const [first = last, ...rest] = [...this.problems, last];
    throw new AmiCatalogError([first, ...rest]);
  }

  /**
   * @throws AmiCatalogError when anything was found
   */
  done(): void {
    const [first, ...rest] = this.problems;
    if (first) {
      throw new AmiCatalogError([first, ...rest]);
    }
  }
}
