import type { Context } from "./front/context";
import type { Rule } from "./front/rule";
import { imageRules } from "./images/rules";
import { consumerRules } from "./rules/index";

/** Every rule, in the order of their running: an alias is resolved before its image is checked. */
export function allRules(context: Context): Rule[] {
  return [...consumerRules(context), ...imageRules(context)];
}
