import type { Context } from "../front/context";
import type { Rule } from "../front/rule";
import { Aliases } from "./alias/alias";
import {
  checkGroups,
  Groups,
  launchFromAlias,
  refuseLaunchConfiguration,
  refuseWarmPool,
} from "./alias/auto-scaling";
import { createFleet, requestSpot } from "./alias/fleets";
import { checkLaunchTemplate, describeLaunchTemplateVersions } from "./alias/launch-template";
import { startInstanceRefresh } from "./alias/instance-refresh";
import { describeInstances, LaunchedImages } from "./alias/launched-images";
import { nodeGroups } from "./alias/node-groups";
import { resolveRunInstances } from "./alias/run-instances";
import { resourceAccessManager } from "./ram/resource-access-manager";
import { ResourceShares } from "./ram/resource-shares";
import { filterByDataType } from "./ssm/data-type-filter";
import { describeSharedParameters } from "./ssm/describe-parameters";
import { getParameter, getParameters } from "./ssm/get-parameter";
import { ImageValidation } from "./ssm/image-validation";
import { labelParameterVersion } from "./ssm/labels";
import { getParameterHistory } from "./ssm/parameter-history";
import { Parameters } from "./ssm/parameters";
import { deleteParameter, putParameter, settleValidations } from "./ssm/put-parameter";
import { absentUserData } from "./user-data";

function ssmRules(context: Context, parameters: Parameters, shares: ResourceShares): Rule[] {
  const validation = new ImageValidation(context);
  return [
    settleValidations(validation),
    putParameter(context, parameters, validation),
    deleteParameter(validation),
    getParameter(parameters),
    getParameters(parameters),
    getParameterHistory(context, parameters, shares),
    describeSharedParameters(parameters, shares),
    filterByDataType(),
    labelParameterVersion(parameters),
  ];
}

function aliasRules(context: Context, parameters: Parameters): Rule[] {
  const aliases = new Aliases(parameters);
  const launched = new LaunchedImages(context, aliases);
  const groups = new Groups(context, aliases);
  return [
    resolveRunInstances(context, aliases),
    checkLaunchTemplate(aliases),
    describeLaunchTemplateVersions(aliases),
    describeInstances(launched),
    createFleet(context, aliases),
    requestSpot(context),
    nodeGroups(context),
    checkGroups(groups),
    refuseWarmPool(groups),
    refuseLaunchConfiguration(),
    startInstanceRefresh(groups),
    launchFromAlias(launched),
    absentUserData(),
  ];
}

/** What consumers of an image meet: parameters, RAM shares, and `resolve:ssm:`. They run before the image rules. */
export function consumerRules(context: Context): Rule[] {
  const shares = new ResourceShares(context);
  const parameters = new Parameters(context, shares);
  return [
    ...ssmRules(context, parameters, shares),
    resourceAccessManager(context, parameters, shares),
    ...aliasRules(context, parameters),
  ];
}
