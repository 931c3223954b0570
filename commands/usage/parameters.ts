import type { Place } from "../aws/account";
import type { Attempt } from "../aws/attempts";
import { chunks, inParallel } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES = 10;
const PAGE = 50;
/** What SSM says of all names of a call because of one. */
const DENIED = "AccessDeniedException";
const INVALID = "ValidationException";

/** Pairs of the name or ARN of a parameter, with its selector, and its value. */
type Values = readonly (readonly [string, string])[];

/** The names of all parameters of data type `aws:ec2:image` in an account and region. */
export async function imageParameterNames(sdk: Sdk, { ssm }: Place): Promise<string[]> {
  const names: string[] = [];
  const ParameterFilters = [{ Key: "DataType", Option: "Equals", Values: ["aws:ec2:image"] }];
  const input = { ParameterFilters, MaxResults: PAGE };
  for await (const { Parameters = [] } of sdk.ssm.paginateDescribeParameters({ client: ssm }, input)) {
    names.push(...Parameters.flatMap(({ Name }) => Name ?? []));
  }
  return names;
}

/**
 * The values of parameters, by the names or ARNs that are asked for; those that aren't there are left out.
 * @param references with or without `:VERSION` or `:LABEL`
 */
export async function parameterValues(
  sdk: Sdk,
  place: Place,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values: (readonly [string, string])[] = [];
  for (const names of chunks([...new Set(references)], NAMES)) {
    values.push(...(await valuesOf(sdk, place, names)));
  }
  return new Map(values);
}

/**
 * The same, where one that can't be read hides none of the others: one that SSM doesn't let the caller read is a
 * problem of its own, and what SSM doesn't take for a name is no parameter.
 */
export async function readableValues(
  sdk: Sdk,
  place: Place,
  references: readonly string[],
  attempt: Attempt,
): Promise<ReadonlyMap<string, string>> {
  const read = async (names: readonly string[]): Promise<Values> => {
    try {
      return await valuesOf(sdk, place, names);
    } catch (error) {
      const { name } = Object(error) as { readonly name?: string };
      if (names.length > 1 && (name === DENIED || name === INVALID)) {
        return (await inParallel(names, 1, (one) => readEach([one]))).flat();
      }
      if (name === INVALID) {
        return [];
      }
      throw error;
    }
  };
  const readEach = async (names: readonly string[]) =>
    (await attempt("ssm:GetParameters", () => read(names))) ?? [];
  return new Map((await inParallel(chunks([...new Set(references)], NAMES), 1, readEach)).flat());
}

async function valuesOf(sdk: Sdk, { ssm }: Place, names: readonly string[]): Promise<Values> {
  const { Parameters = [] } = await ssm.send(new sdk.ssm.GetParametersCommand({ Names: [...names] }));
  return Parameters.flatMap(({ Name = "", ARN = "", Selector = "", Value = "" }) => [
    [`${Name}${Selector}`, Value],
    [`${ARN}${Selector}`, Value],
  ]);
}
