import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { withJson } from "../../front/call";
import type { Answer, AwsCall, Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";

/** DescribeParameters with the filter `DataType`, which moto doesn't know. A page may be short of some. */
export function filterByDataType(): Rule {
  return {
    name: "ssm-filter-by-data-type",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html",
    on: ["ssm:DescribeParameters"],
    handle: async (call, next) => {
      const filters = filtersOf(call);
      const wanted = filters.filter(({ Key }) => Key === "DataType").flatMap(({ Values = [] }) => Values);
      if (wanted.length === 0) {
        return next();
      }
      const ParameterFilters = filters.filter(({ Key }) => Key !== "DataType");
      return only(wanted, await next(withJson(call, { ...call.params, ParameterFilters })));
    },
  };
}

function filtersOf({ params }: AwsCall): ParameterStringFilter[] {
  return Array.isArray(params.ParameterFilters) ? params.ParameterFilters : [];
}

function only(dataTypes: readonly string[], answer: Answer): Answer {
  if (answer.status !== 200) {
    return answer;
  }
  const { Parameters, ...rest } = JSON.parse(answer.body.toString()) as {
    readonly Parameters: readonly { readonly DataType: string }[];
  };
  return jsonAnswer({
    ...rest,
    Parameters: Parameters.filter(({ DataType }) => dataTypes.includes(DataType)),
  });
}
