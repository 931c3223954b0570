import type { ParameterMetadata } from "@aws-sdk/client-ssm";
import { AwsError } from "../../front/aws-error";
import { text } from "../../front/call";
import type { AwsCall } from "../../front/rule";
import { checkParameterName } from "./parameter-name";

export const IMAGE_DATA_TYPE = "aws:ec2:image";

const MAX_DESCRIPTION = 1024;
/** Characters of a value. */
const MAX_VALUE = { Standard: 4096, Advanced: 8192 };

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** A PutParameter call, completed with what an overwritten parameter keeps. */
export interface PutRequest {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly dataType: string;
  readonly overwrite: boolean;
  /** The body for moto. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly existing?: ParameterMetadata;
}

/** SSM takes the spaces around a name away. */
export function requestedName(call: AwsCall): string {
  return (text(call, "Name") ?? "").trim();
}

/** An update without DataType keeps the parameter's data type. */
export function completeRequest(call: AwsCall, existing?: ParameterMetadata): PutRequest {
  const name = requestedName(call);
  const dataType = text(call, "DataType") ?? existing?.DataType ?? "text";
  return {
    name,
    value: text(call, "Value") ?? "",
    type: text(call, "Type") ?? existing?.Type,
    dataType,
    overwrite: call.params.Overwrite === true,
    body: { ...call.params, Name: name, DataType: dataType },
    existing,
  };
}

function checkValue(value: string, tier: string): void {
  if (value === "") {
    throw invalid(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1.",
    );
  }
  if (/\{\{.*\}\}/s.test(value)) {
    throw invalid(`Parameter value can't nest another parameter. Do not use "{{}}" in the value: ${value}`);
  }
  const isAdvanced = tier === "Advanced" || tier === "Intelligent-Tiering";
  const limit = isAdvanced ? MAX_VALUE.Advanced : MAX_VALUE.Standard;
  if (value.length > limit) {
    throw invalid(
      `${isAdvanced ? "Advanced" : "Standard"} tier parameters support a maximum parameter value of ` +
        `${limit} characters.`,
    );
  }
}

/**
 * Checks what SSM looks at before it answers.
 * @throws AwsError
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function checkPutCall(call: AwsCall): void {
  checkParameterName(requestedName(call), call);
  const description = text(call, "Description") ?? "";
  if (description.length > MAX_DESCRIPTION) {
    throw invalid(
      `1 validation error detected: Value '${description}' at 'description' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${MAX_DESCRIPTION}`,
    );
  }
  if (call.params.Overwrite === true && Array.isArray(call.params.Tags) && call.params.Tags.length > 0) {
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please " +
        "remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or " +
        "RemoveTagsFromResource.",
    );
  }
}

function checkUpdate(
  { type, dataType, overwrite }: PutRequest,
  existing: ParameterMetadata,
  tier: string,
): void {
  if (!overwrite) {
    throw new AwsError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  }
  if (existing.Tier === "Advanced" && tier === "Standard") {
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the " +
        "advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced " +
        "parameter and recreate it as a standard parameter.",
    );
  }
  if (dataType !== existing.DataType) {
    throw invalid(
      `The data type of an existing parameter can't be changed: it is ${existing.DataType}, not ${dataType}.`,
    );
  }
  if (type !== existing.Type) {
    throw new AwsError(
      "HierarchyTypeMismatchException",
      "Parameter Store does not support changing a parameter type in a hierarchy.",
    );
  }
}

/**
 * Checks a completed request against the parameter that it overwrites.
 * @throws AwsError
 */
export function checkPutRequest(call: AwsCall, request: PutRequest): void {
  const { existing, type, dataType, value } = request;
  const tier = text(call, "Tier") ?? existing?.Tier ?? "Standard";
  checkValue(value, tier);
  if (type === undefined) {
    throw invalid("A parameter type is required when you create a parameter.");
  }
  if (dataType === IMAGE_DATA_TYPE && type !== "String") {
    throw invalid(`The data type ${IMAGE_DATA_TYPE} can only be used with parameters of type String.`);
  }
  if (existing) {
    checkUpdate(request, existing, tier);
  }
}
