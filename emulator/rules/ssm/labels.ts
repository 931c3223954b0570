import { AwsError } from "../../front/aws-error";
import { text, withJson } from "../../front/call";
import type { Answer, Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import type { Parameters } from "./parameters";

/** Labels have 1 to 100 of these characters, and begin neither with a digit nor, in any case, with aws or ssm. */
const LABEL = /^(?!\d|aws|ssm)[a-zA-Z0-9_.-]+$/i;

function withInvalidLabels(answer: Answer, invalid: readonly string[]): Answer {
  if (answer.status !== 200) {
    return answer;
  }
  const body = JSON.parse(answer.body.toString()) as { readonly InvalidLabels?: readonly string[] };
  return jsonAnswer({ ...body, InvalidLabels: [...(body.InvalidLabels ?? []), ...invalid] });
}

/**
 * Labels of parameter versions. Moto breaks when a parameter without versions is labelled, and compares prefixes by
 * case.
 */
export function labelParameterVersion(parameters: Parameters): Rule {
  return {
    name: "ssm-label-parameter-version",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html",
    on: ["ssm:LabelParameterVersion", "ssm:UnlabelParameterVersion"],
    handle: async (call, next) => {
      const name = text(call, "Name") ?? "";
      const existing = await parameters.describe(call, name);
      if (!existing) {
        throw new AwsError("ParameterNotFound", `Parameter ${name} not found.`);
      }
      const labels = Array.isArray(call.params.Labels) ? call.params.Labels.map(String) : [];
      const invalid = labels.filter((label) => !LABEL.test(label));
      if (call.action === "UnlabelParameterVersion" || invalid.length === 0) {
        return next();
      }
      const valid = labels.filter((label) => LABEL.test(label));
      return withInvalidLabels(await next(withJson(call, { ...call.params, Labels: valid })), invalid);
    },
  };
}
