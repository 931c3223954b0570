import { AmiSource } from "../ami-source";

interface Wanted {
  readonly region: string;
  readonly encrypted?: boolean;
  readonly kmsKeyId?: string;
  readonly copyInSourceRegion?: boolean;
}

/**
 * Whether a copy differs from its source in anything. A copy inside a region that changes nothing
 * would only duplicate the image; a source that moves by itself is copied, since a version means
 * one image for ever.
 */
export function needsCopy(source: AmiSource, wanted: Wanted): boolean {
  return (
    source.region !== wanted.region ||
    !source.owned ||
    source.floating ||
    (wanted.encrypted === true && source.encrypted !== true) ||
    (wanted.kmsKeyId !== undefined && wanted.kmsKeyId !== source.kmsKeyId) ||
    wanted.copyInSourceRegion === true
  );
}
