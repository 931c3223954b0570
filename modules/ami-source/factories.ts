/**
 * The factories, each loaded when it is first used: a program uses one or two of them, and the class
 * that each takes from the provider's bindings is among the first costs of its start.
 */
export const factories = {
  get fromId() {
    return (require("./from-id") as typeof import("./from-id")).fromId;
  },
  get fromImageBuilder() {
    return (require("./from-image-builder") as typeof import("./from-image-builder")).fromImageBuilder;
  },
  get fromInstance() {
    return (require("./from-instance") as typeof import("./from-instance")).fromInstance;
  },
  get fromLookup() {
    return (require("./from-lookup") as typeof import("./from-lookup")).fromLookup;
  },
  get fromPackerManifest() {
    return (require("./from-packer-manifest") as typeof import("./from-packer-manifest")).fromPackerManifest;
  },
  get fromParameter() {
    return (require("./from-parameter") as typeof import("./from-parameter")).fromParameter;
  },
  get fromRemoteState() {
    return (require("./from-remote-state") as typeof import("./from-remote-state")).fromRemoteState;
  },
  get fromS3Manifest() {
    return (require("./from-s3-manifest") as typeof import("./from-s3-manifest")).fromS3Manifest;
  },
  get fromSnapshot() {
    return (require("./from-snapshot") as typeof import("./from-snapshot")).fromSnapshot;
  },
};
