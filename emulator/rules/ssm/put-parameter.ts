import { text, withJson } from "../../front/call";
import type { Context } from "../../front/context";
import type { Answer, AwsCall, Next, Rule } from "../../front/rule";
import { jsonAnswer } from "../answer";
import { isAvailableImage } from "./image-availability";
import type { ImageValidation } from "./image-validation";
import type { Parameters } from "./parameters";
import {
  checkPutCall,
  checkPutRequest,
  completeRequest,
  IMAGE_DATA_TYPE,
  type PutRequest,
  requestedName,
} from "./put-request";

/** AWS answers before it has validated the value, with the version that a valid value would get. */
function accepted(call: AwsCall, { existing }: PutRequest): Answer {
  return jsonAnswer({
    Version: (existing?.Version ?? 0) + 1,
    Tier: text(call, "Tier") ?? existing?.Tier ?? "Standard",
  });
}

/** PutParameter with AWS's checks, and the asynchronous validation of `aws:ec2:image` values. */
export function putParameter(context: Context, parameters: Parameters, validation: ImageValidation): Rule {
  async function writeImage(call: AwsCall, request: PutRequest, next: Next): Promise<Answer> {
    if (call.fault === "fail") return accepted(call, request);
    if (context.settings.parameterValidationDelay > 0) {
      validation.start(call, request);
      return accepted(call, request);
    }
    const isValid = await isAvailableImage(context, call, request.value);
    return isValid ? next(withJson(call, request.body)) : accepted(call, request);
  }
  return {
    name: "ssm-put-parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html",
    on: ["ssm:PutParameter"],
    handle: async (call, next) => {
      checkPutCall(call);
      const name = requestedName(call);
      validation.checkIdle(call, name);
      const request = completeRequest(call, await parameters.describe(call, name));
      checkPutRequest(call, request);
      return request.dataType === IMAGE_DATA_TYPE
        ? writeImage(call, request, next)
        : next(withJson(call, request.body));
    },
  };
}

/** Validations that are due end before the next call that could see or change what they look at. */
export function settleValidations(validation: ImageValidation): Rule {
  return {
    name: "ssm-image-validation",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-ec2-aliases.html",
    on: ["ssm:*", "ec2:*", "autoscaling:*"],
    handle: async (_call, next) => {
      await validation.settle();
      return next();
    },
  };
}

/** Deleting a parameter ends the validation of its next value. */
export function deleteParameter(validation: ImageValidation): Rule {
  return {
    name: "ssm-delete-parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html",
    on: ["ssm:DeleteParameter", "ssm:DeleteParameters"],
    handle: async (call, next) => {
      const { Name, Names } = call.params;
      for (const name of [Name, Names].flat()) {
        validation.drop(call, String(name));
      }
      return next();
    },
  };
}
