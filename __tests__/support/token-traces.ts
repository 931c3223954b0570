import * as stackTrace from "cdktf/lib/tokens/private/stack-trace";

// cdktf notes for each token where it was made. No test reads it, and it costs a third of the time of all unit tests.
Object.assign(stackTrace, { captureStackTrace: () => [] });
