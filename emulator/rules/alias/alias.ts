import { AwsError } from "../../front/aws-error";
import type { Caller } from "../caller";
import { parseReference } from "../ssm/parameter-reference";
import type { Parameters } from "../ssm/parameters";
import { IMAGE_DATA_TYPE } from "../ssm/put-request";

const PREFIX = "resolve:ssm:";

/** Whether an ImageId names a parameter and no AMI. */
export function isAlias(imageId: string | undefined): imageId is string {
  return imageId?.startsWith(PREFIX) === true;
}

/** What EC2 and Auto Scaling say where they take no alias. */
export function notAnImageId(imageId: string): string {
  return `Invalid id: "${imageId}" (expecting "ami-...")`;
}

function invalidAlias(reference: string): AwsError {
  return new AwsError("SsmInvalidParameter", `The following aliases are invalid: ${reference}`);
}

/** Turns `resolve:ssm:…` into the ID of the AMI that the parameter holds. */
export class Aliases {
  constructor(private readonly parameters: Parameters) {}

  /**
   * Parameters of the caller's account are named by name, those of other accounts by ARN.
   * @throws AwsError SsmInvalidParameter, SsmAccessDenied
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
   */
  async resolve(caller: Caller, imageId: string): Promise<string> {
    const text = imageId.slice(PREFIX.length);
    const reference = parseReference(text, caller);
    if (!reference || (reference.isArn && reference.owner.account === caller.account)) {
      throw invalidAlias(text);
    }
    const { DataType, Value } = await this.parameters.read(caller, reference).catch((error: unknown) => {
      throw this.refusal(error, text);
    });
    if (DataType !== IMAGE_DATA_TYPE) {
      throw new AwsError(
        "SsmInvalidParameter",
        `Unsupported data type. The following parameter data types are supported: ${IMAGE_DATA_TYPE}`,
      );
    }
    return Value ?? "";
  }

  private refusal(error: unknown, text: string): unknown {
    if (!(error instanceof AwsError)) {
      return error;
    }
    return error.code === "AccessDeniedException"
      ? new AwsError("SsmAccessDenied", error.message)
      : invalidAlias(text);
  }
}
