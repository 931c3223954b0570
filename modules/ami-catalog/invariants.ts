import { checkKmsAlias, checkKmsKey, checkPartition, checkRegion, parseArn, partitionOf } from "../support";
import { DocumentNode, mapAt, placeAt, placeOfKeyAt } from "./document-tree";
import { declaredRegions, Examined } from "./examined";
import { FileProblems } from "./file-problems";
import { checkImages } from "./invariants-images";
import { checkParameters } from "./invariants-parameters";
import { checkSharing } from "./invariants-sharing";
import { keyAlias, stackName, unknownName } from "./names";
import { Draft } from "./schema";
import { checkWorkspace, workspaceName } from "./state-checks";

/** Adds what no single value shows: values that don't fit together. */
export function checkInvariants(draft: Draft, root: DocumentNode, problems: FileProblems): void {
  const examined = { draft, root, problems };
  checkHomeRegion(examined);
  checkRegions(examined);
  checkCopyTargets(examined);
  checkWorkspaces(examined);
  checkSharing(examined);
  checkParameters(examined);
  checkImages(examined);
}

function checkHomeRegion({ draft: { homeRegion }, root, problems }: Examined): void {
  if (homeRegion !== undefined && mapAt(root, "regions")) {
    const finding = unknownName(homeRegion, declaredRegions(root), "regions");
    problems.refuse(placeAt(root, "homeRegion"), homeRegion, finding);
  }
}

function checkRegions({ draft, root, problems }: Examined): void {
  const { namespace, homeRegion, regions = {} } = draft;
  const partition = homeRegion === undefined ? undefined : partitionOf(homeRegion);
  for (const code of declaredRegions(root).filter((code) => !checkRegion(code))) {
    const mixed = checkPartition(partition, partitionOf(code));
    problems.refuse(placeOfKeyAt(root, "regions", code), code, mixed);
  }
  for (const [code, region] of Object.entries(regions)) {
    const { kmsKeyArn, createKey } = region;
    if (kmsKeyArn !== undefined) {
      problems.refuse(placeAt(root, "regions", code, "kmsKeyArn"), kmsKeyArn, checkKmsKey(code)(kmsKeyArn));
    }
    if (namespace !== undefined && createKey) {
      const place = placeOfKeyAt(root, "regions", code, "createKey");
      problems.refuse(place, keyAlias(namespace), checkKmsAlias(keyAlias(namespace)));
    }
    if (kmsKeyArn !== undefined && createKey) {
      problems.add(
        placeOfKeyAt(root, "regions", code, "createKey"),
        createKey,
        "CATALOG_CONFLICT",
        "the region has a key already: `kmsKeyArn`",
        "leave one of the two out",
      );
    }
    for (const key of ["allowAutoScaling", "allowSpot"] as const) {
      if (region[key] && !createKey) {
        problems.add(
          placeOfKeyAt(root, "regions", code, key),
          true,
          "CATALOG_CONFLICT",
          "it changes the policy of a key that is made here, and none is",
          "write `createKey: true`, or change the policy of your own key",
        );
      }
    }
  }
}

function checkCopyTargets({ draft: { homeRegion, copyParametersTo = [] }, root, problems }: Examined): void {
  const partition = homeRegion === undefined ? undefined : partitionOf(homeRegion);
  const seen = new Set<string>();
  copyParametersTo.forEach(({ accountId, roleArn }, index) => {
    const role = parseArn(roleArn);
    const place = placeAt(root, "copyParametersTo", index, "roleArn");
    problems.refuse(place, roleArn, checkPartition(partition, role?.partition));
    if (role && role.account !== accountId) {
      const allowed = `it is a role of account ${role.account}, and the parameters go to ${accountId}`;
      problems.add(place, roleArn, "CATALOG_CONFLICT", allowed, `name a role of ${accountId}`);
    }
    if (seen.has(accountId)) {
      const second = placeAt(root, "copyParametersTo", index, "accountId");
      problems.add(
        second,
        accountId,
        "CATALOG_CONFLICT",
        "the account is named already",
        "take one of the two out",
      );
    }
    seen.add(accountId);
  });
}

/** The stack of the longest region says it of all. */
function checkWorkspaces({ draft: { namespace, state }, root, problems }: Examined): void {
  const codes = declaredRegions(root).filter((code) => !checkRegion(code));
  const [longest] = codes.sort((one, other) => other.length - one.length);
  const prefix = state?.hcpTerraform?.workspacePrefix;
  if (namespace === undefined || longest === undefined || prefix === undefined) {
    return;
  }
  const place = placeAt(root, "state", "hcpTerraform", "workspacePrefix");
  problems.refuse(place, prefix, checkWorkspace(workspaceName(prefix, stackName(namespace, longest))));
}
