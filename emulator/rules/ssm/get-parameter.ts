import type { Parameter } from "@aws-sdk/client-ssm";
import { AwsError } from "../../front/aws-error";
import { text } from "../../front/call";
import type { Answer, AwsCall, Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import { parseReference, type ParameterReference } from "./parameter-reference";
import type { Parameters, WithEpochTime } from "./parameters";

const SOURCE =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html";
const NOT_FOUND = ["ParameterNotFound", "ParameterVersionNotFound"];

/** Moto reads plain names of the caller's account as AWS does. */
function isPlain({ isArn, selector }: ParameterReference): boolean {
  return !isArn && selector === undefined;
}

/** GetParameter by ARN, version and label. */
export function getParameter(parameters: Parameters): Rule {
  return {
    name: "ssm-get-parameter",
    source: SOURCE,
    on: ["ssm:GetParameter"],
    handle: async (call, next) => {
      const reference = parseReference(text(call, "Name") ?? "", call);
      if (!reference || isPlain(reference)) {
        return next();
      }
      const decrypt = call.params.WithDecryption === true;
      return jsonAnswer({ Parameter: await parameters.read(call, reference, decrypt) });
    },
  };
}

async function readAll(
  parameters: Parameters,
  call: AwsCall,
  references: readonly (readonly [string, ParameterReference | undefined])[],
): Promise<Answer> {
  const found: WithEpochTime<Parameter>[] = [];
  const invalid: string[] = [];
  for (const [name, reference] of references) {
    try {
      const decrypt = call.params.WithDecryption === true;
      if (!reference) {
        invalid.push(name);
      } else {
        found.push(await parameters.read(call, reference, decrypt));
      }
    } catch (error) {
      if (!(error instanceof AwsError) || !NOT_FOUND.includes(error.code)) {
        throw error;
      }
      invalid.push(name);
    }
  }
  return jsonAnswer({ Parameters: found, InvalidParameters: invalid });
}

/** GetParameters by ARN, version and label. */
export function getParameters(parameters: Parameters): Rule {
  return {
    name: "ssm-get-parameters",
    source: SOURCE,
    on: ["ssm:GetParameters"],
    handle: async (call, next) => {
      const names = Array.isArray(call.params.Names) ? call.params.Names.map(String) : [];
      const references = names.map((name) => [name, parseReference(name, call)] as const);
      const plain = references.every(([, reference]) => reference && isPlain(reference));
      return plain || names.length > 10 ? next() : readAll(parameters, call, references);
    },
  };
}
