import type { Place } from "../aws/account";
import { chunks } from "../aws/in-parallel";
import type { Sdk } from "../aws/sdk";

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const NAMES = 10;
const PAGE = 50;

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
  { ssm }: Place,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const Names of chunks([...new Set(references)], NAMES)) {
    const { Parameters = [] } = await ssm.send(new sdk.ssm.GetParametersCommand({ Names }));
    for (const { Name = "", ARN = "", Selector = "", Value = "" } of Parameters) {
      values.set(`${Name}${Selector}`, Value);
      values.set(`${ARN}${Selector}`, Value);
    }
  }
  return values;
}
