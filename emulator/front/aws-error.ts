/**
 * An error that AWS answers with. A rule throws it; the front writes it in the protocol of the call.
 */
export class AwsError extends Error {
  /**
   * @param code AWS's error code, such as `InvalidAMIID.NotFound`
   * @param status HTTP status
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = "AwsError";
  }
}
