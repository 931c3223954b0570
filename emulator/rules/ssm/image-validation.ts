import { PutParameterCommand, type PutParameterCommandInput, SSMServiceException } from "@aws-sdk/client-ssm";
import { AwsError } from "../../front/aws-error";
import type { Context } from "../../front/context";
import type { Caller } from "../caller";
import { isAvailableImage } from "./image-availability";
import type { PutRequest } from "./put-request";

interface PendingWrite {
  readonly caller: Caller;
  readonly request: PutRequest;
  /** Milliseconds since the epoch. */
  readonly start: number;
}

function keyOf({ account, region }: Caller, name: string): string {
  return `${account}/${region}/${name.replace(/^\//, "")}`;
}

/** Writes of `aws:ec2:image` values that AWS has answered and not yet validated. */
export class ImageValidation {
  private readonly pending = new Map<string, PendingWrite>();

  constructor(private readonly context: Context) {}

  /** @throws AwsError TooManyUpdates while an earlier write of the parameter is being validated */
  checkIdle(caller: Caller, name: string): void {
    if (this.pending.has(keyOf(caller, name))) {
      throw new AwsError(
        "TooManyUpdates",
        `There are concurrent updates for a resource that supports one update at a time: the value of ${name} is ` +
          "being validated. Try again in 5 minutes.",
      );
    }
  }

  start({ account, region }: Caller, request: PutRequest): void {
    const start = this.context.clock.now().getTime();
    const caller = { account, region };
    this.pending.set(keyOf(caller, request.name), { caller, request, start });
  }

  /** Forgets the write of a parameter that is deleted meanwhile. */
  drop(caller: Caller, name: string): void {
    this.pending.delete(keyOf(caller, name));
  }

  /** Ends the validations that have lasted as long as the settings now say. */
  async settle(): Promise<void> {
    const latest = this.context.clock.now().getTime() - this.context.settings.parameterValidationDelay;
    for (const [key, write] of this.pending) {
      if (write.start <= latest && this.pending.delete(key)) {
        await this.finish(write);
      }
    }
  }

  /** AWS tells of a failure by an EventBridge event alone: no caller gets an error. */
  private async finish({ caller, request }: PendingWrite): Promise<void> {
    if (!(await isAvailableImage(this.context, caller, request.value))) {
      return;
    }
    const input = request.body as unknown as PutParameterCommandInput;
    try {
      await this.context.aws(caller.account, caller.region).ssm.send(new PutParameterCommand(input));
    } catch (error) {
      if (!(error instanceof SSMServiceException)) {
        throw error;
      }
    }
  }
}
