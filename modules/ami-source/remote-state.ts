import { join, relative, resolve } from "node:path";
import {
  App,
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  Manifest,
  NamedRemoteWorkspace,
  TerraformRemoteState,
  TerraformStack,
  Token,
} from "cdktf";
import { Construct } from "constructs";
import { Checks, checkRegion } from "../support";

/** Where another team's Terraform keeps its state: exactly one of the three. */
export interface RemoteState {
  /** A file. */
  readonly local?: RemoteStateFile;
  /** An object in S3. */
  readonly s3?: RemoteStateObject;
  /** A workspace of HCP Terraform or Terraform Enterprise. */
  readonly hcpTerraform?: RemoteStateWorkspace;
}

/** A state that is a file. */
export interface RemoteStateFile {
  /** Path of the state, relative to the current folder. */
  readonly path: string;
}

/** A state that is an object in S3. */
export interface RemoteStateObject {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
  /** Key of the state: `bakery/terraform.tfstate`. */
  readonly key: string;
  /** Terraform workspace. @default - `default` */
  readonly workspace?: string;
  /** ARN of a role that may read the object. @default - that of Terraform itself */
  readonly roleArn?: string;
}

/** A state in HCP Terraform. */
export interface RemoteStateWorkspace {
  /** Name of the organisation. */
  readonly organization: string;
  /** Name of the workspace. */
  readonly workspace: string;
  /** Terraform Enterprise of one's own. @default - `app.terraform.io` */
  readonly hostname?: string;
}

const BACKENDS = ["local", "s3", "hcpTerraform"] as const;

/** Adds to `checks` what is wrong with the place of the state. */
export function checkRemoteState(checks: Checks, state: RemoteState): void {
  const given = BACKENDS.filter((backend) => state[backend] !== undefined);
  if (given.length !== 1) {
    checks.refuse(given[1] ?? "s3", given.length === 0 ? undefined : given, {
      code: "REMOTE_STATE_INVALID",
      allowed: "a state is in exactly one of `local`, `s3` and `hcpTerraform`",
      fix: given.length === 0 ? "say where the state is" : "leave the others out",
    });
  }
  const { local, s3, hcpTerraform } = state;
  checks.value("s3.region", s3?.region, checkRegion);
  const texts = {
    "local.path": local?.path,
    "s3.bucket": s3?.bucket,
    "s3.key": s3?.key,
    "hcpTerraform.organization": hcpTerraform?.organization,
    "hcpTerraform.workspace": hcpTerraform?.workspace,
  };
  for (const [prop, text] of Object.entries(texts)) {
    checks.value(prop, text, (value) =>
      value === ""
        ? {
            code: "REMOTE_STATE_INVALID",
            allowed: "it says where the state is, and can't be empty",
            fix: "write it as the backend of that state does",
          }
        : undefined,
    );
  }
}

/** Terraform's data source for a state, with the id `Resource`. */
export function bindRemoteState(
  scope: Construct,
  { local, s3, hcpTerraform }: RemoteState,
): TerraformRemoteState {
  const id = "Resource";
  if (s3) {
    const { roleArn, ...others } = s3;
    return new DataTerraformRemoteStateS3(scope, id, {
      ...others,
      assumeRole: roleArn ? { roleArn } : undefined,
    });
  }
  if (hcpTerraform) {
    const { workspace, ...others } = hcpTerraform;
    return new DataTerraformRemoteState(scope, id, {
      ...others,
      workspaces: new NamedRemoteWorkspace(workspace),
    });
  }
  return new DataTerraformRemoteStateLocal(scope, id, { path: pathFromStack(scope, local?.path ?? "") });
}

/** Terraform works in the folder of the stack: seen from there, so that the code may move as a whole. */
function pathFromStack(scope: Construct, path: string): string {
  if (Token.isUnresolved(path)) {
    return path;
  }
  const folder = join(App.of(scope).outdir, Manifest.stacksFolder, TerraformStack.of(scope).node.id);
  return relative(resolve(folder), resolve(path));
}
