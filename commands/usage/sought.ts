/** The AMIs that references are looked for, in one region. */
export interface Sought {
  /** First levels of the names of the image's parameters: `/golden/web`. */
  readonly prefix: string;
  /** 12 digits: the account that publishes, and whose parameters they are. */
  readonly publisher: string;
  readonly amiIds: readonly string[];
}
