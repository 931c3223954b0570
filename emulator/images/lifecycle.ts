import { ec2Answer, ec2Return } from "../front/answers";
import { AwsError } from "../front/aws-error";
import { flag } from "../front/call";
import type { Context } from "../front/context";
import type { Rule } from "../front/rule";
import type { Image } from "./image";
import { imageUnavailable, ownedImage, required } from "./requests";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Deprecation, disabling, and protection from deregistration. */
export function lifecycleRules(context: Context): Rule[] {
  return [
    ownerRule(context, "EnableImageDeprecation", DEPRECATION, (image, { deprecateAt, now }) => {
      image.deprecationTime = deprecationTime(deprecateAt(), now);
    }),
    ownerRule(context, "DisableImageDeprecation", DEPRECATION, (image) => {
      delete image.deprecationTime;
    }),
    ownerRule(context, "DisableImage", DISABLE, (image) => {
      if (image.state !== "available" && image.state !== "disabled") throw imageUnavailable(image.imageId);
      image.state = "disabled";
      image.launchPermissions = [];
    }),
    ownerRule(context, "EnableImage", DISABLE, (image) => {
      if (image.state !== "disabled") {
        throw new AwsError("IncorrectState", `The image ${image.imageId} is not disabled`);
      }
      image.state = "available";
    }),
    ...protectionRules(context),
  ];
}

const DEPRECATION = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deprecate.html";
const DISABLE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisableImage.html";
const PROTECTION = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html";

interface Request {
  readonly now: Date;
  deprecateAt(): string;
}

function ownerRule(
  context: Context,
  action: string,
  source: string,
  change: (image: Image, request: Request) => void,
): Rule {
  return {
    name: action.replace(/(?<=.)[A-Z]/g, "-$&").toLowerCase(),
    source,
    on: [`ec2:${action}`],
    async handle(call) {
      const image = await ownedImage(context, call);
      change(image, { now: context.clock.now(), deprecateAt: () => required(call, "DeprecateAt") });
      return ec2Return(call);
    },
  };
}

/** Rounded to the minute; neither past nor more than ten years ahead. */
function deprecationTime(text: string, now: Date): string {
  const time = Math.round(Date.parse(text) / MINUTE) * MINUTE;
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + 10);
  if (Number.isNaN(time)) throw new AwsError("InvalidParameterValue", `Invalid DeprecateAt: ${text}`);
  if (time < now.getTime()) {
    throw new AwsError("InvalidParameterValue", "The specified DeprecateAt is in the past");
  }
  if (time > limit.getTime()) {
    throw new AwsError("InvalidParameterValue", "The specified DeprecateAt is more than 10 years from now");
  }
  return new Date(time).toISOString();
}

/** Protection with cooldown holds for 24 hours after it was turned off. */
function protectionRules(context: Context): Rule[] {
  return [
    {
      name: "enable-image-deregistration-protection",
      source: PROTECTION,
      on: ["ec2:EnableImageDeregistrationProtection"],
      async handle(call) {
        const image = await ownedImage(context, call);
        const cooldown = flag(call, "WithCooldown") === true;
        image.deregistrationProtection = cooldown ? "enabled-with-cooldown" : "enabled-without-cooldown";
        return ec2Answer(call, { return: image.deregistrationProtection });
      },
    },
    {
      name: "disable-image-deregistration-protection",
      source: PROTECTION,
      on: ["ec2:DisableImageDeregistrationProtection"],
      async handle(call) {
        const image = await ownedImage(context, call);
        if (image.deregistrationProtection === "enabled-with-cooldown") {
          image.protectedUntil = context.clock.now().getTime() + DAY;
        }
        image.deregistrationProtection = "disabled";
        return ec2Answer(call, { return: "disabled" });
      },
    },
  ];
}
