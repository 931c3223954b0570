import type { Context } from "../../front/context";
import type { Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import type { Parameters } from "../ssm/parameters";
import { readOperations } from "./read-operations";
import { RamRequest } from "./request";
import type { ResourceShares } from "./resource-shares";
import { shareOperations } from "./share-operations";

/** AWS RAM kept by the front, since moto refuses to share parameters; what is not kept here goes to moto. */
export function resourceAccessManager(
  context: Context,
  parameters: Parameters,
  shares: ResourceShares,
): Rule {
  const operations = new Map(
    Object.entries({ ...shareOperations(context, parameters, shares), ...readOperations(shares) }),
  );
  return {
    name: "ram-resource-shares",
    source: "https://docs.aws.amazon.com/ram/latest/APIReference/API_CreateResourceShare.html",
    on: ["ram:*"],
    handle: async (call, next) => {
      const path = call.path.split("?")[0]?.replace(/^\/|\/$/g, "") ?? "";
      const operation = operations.get(path);
      return operation ? jsonAnswer(await operation(new RamRequest(call)), "application/json") : next();
    },
  };
}
