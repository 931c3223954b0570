/**
 * `names`: it launches that AMI, or keeps it as its value. `follows`: it launches what a channel names at that
 * time. `older`: a version of a launch template which is neither its default nor its latest names it.
 */
export type Use = "names" | "follows" | "older";

export type ReferenceType =
  | "account"
  | "channel"
  | "parameter"
  | "instance"
  | "launch template"
  | "Auto Scaling group"
  | "Image Builder recipe";

/** Something that refers to an AMI of an image. */
export interface Reference {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
  readonly type: ReferenceType;
  /** AWS's ID; the name of parameters and groups; the ARN of recipes; the ID of an account that wasn't looked at. */
  readonly id: string;
  /** Name tag, name of the template. @default - none */
  readonly name?: string;
  readonly amiId: string;
  readonly use: Use;
  /** In words: `running`, `version 3, its default`. */
  readonly how: string;
}

/** What a look-up in one place yields. */
export type Found = Omit<Reference, "accountId" | "region">;
