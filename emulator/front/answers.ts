import { XMLBuilder } from "fast-xml-parser";
import { randomUUID } from "node:crypto";
import { AwsError } from "./aws-error";
import type { Answer, AwsCall } from "./rule";

const EC2_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });

/** Writes XML; undefined fields are left out. */
export function xml(document: object): string {
  return builder.build(document);
}

/** Answer of an EC2 operation: `fields` are the members of its response, in EC2's spelling. */
export function ec2Answer(call: AwsCall, fields: object): Answer {
  return xmlAnswer(200, {
    [`${call.action}Response`]: { "@_xmlns": EC2_NAMESPACE, requestId: randomUUID(), ...fields },
  });
}

/** `<return>true</return>`, the answer of EC2 operations that only succeed or fail. */
export function ec2Return(call: AwsCall): Answer {
  return ec2Answer(call, { return: true });
}

function xmlAnswer(status: number, document: object): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xml(document)}`;
  return { status, headers: { "content-type": "text/xml;charset=UTF-8" }, body };
}

/**
 * An error in the protocol of the call: EC2, Query, S3, or JSON.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export function errorAnswer(call: AwsCall, error: AwsError): Answer {
  const { code: Code, message: Message, status } = error;
  const id = randomUUID();
  if (call.service === "ec2") {
    return xmlAnswer(status, { Response: { Errors: { Error: { Code, Message } }, RequestID: id } });
  }
  if (call.service === "s3") return xmlAnswer(status, { Error: { Code, Message, RequestId: id } });
  if (isQuery(call)) {
    const Type = status < 500 ? "Sender" : "Receiver";
    return xmlAnswer(status, { ErrorResponse: { Error: { Type, Code, Message }, RequestId: id } });
  }
  return {
    status,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amzn-errortype": Code,
      "x-amzn-requestid": id,
    },
    body: JSON.stringify({ __type: Code, message: Message }),
  };
}

function isQuery(call: AwsCall): boolean {
  return call.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
}

/** What a rule threw, as an error of AWS: its own, or one that an AWS SDK client got from moto. */
export function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (!(error instanceof Error)) return new AwsError("InternalError", String(error), 500);
  const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? Number(metadata.httpStatusCode)
      : undefined;
  return status === undefined
    ? new AwsError("InternalError", error.stack ?? error.message, 500)
    : new AwsError(error.name, error.message, status);
}
