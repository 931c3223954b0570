import type { Sdk } from "../../../commands/aws/sdk";

/** What AWS answers to an operation, like `DescribeInstances`; it answers nothing to those that aren't here. */
export type AwsAnswers = Readonly<Record<string, (input: never, region: string) => object>>;

interface Sent {
  readonly operation: string;
  readonly input: object;
}

/** The clients of AWS's SDK for an AWS that answers as told; a list is one page. */
export function awsDouble(answers: AwsAnswers): Sdk {
  class Client {
    readonly config = { credentials: undefined };

    constructor(private readonly settings: { readonly region: string }) {}

    async send({ operation, input }: Sent): Promise<object> {
      return answers[operation]?.(input as never, this.settings.region) ?? {};
    }
  }

  const member = (name: string): unknown => {
    const operation = name.replace(/^paginate|Command$/g, "");
    if (name.endsWith("Client")) {
      return Client;
    }
    return name.startsWith("paginate")
      ? async function* ({ client }: { readonly client: Client }, input: object) {
          yield await client.send({ operation, input });
        }
      : class {
          readonly operation = operation;

          constructor(readonly input: object) {}
        };
  };

  const service = new Proxy({}, { get: (_, name) => member(String(name)) });
  return { autoScaling: service, ec2: service, ssm: service, sts: service } as unknown as Sdk;
}

/** An error of AWS's. */
export function awsError(name: string, message = "no"): Error {
  return Object.assign(new Error(message), { name });
}
