export { AllowedAmis } from "./allowed-amis";
export type { AllowedAmisProps, AllowedImagesState } from "./allowed-amis";
export type { ImageCriterion } from "./image-criterion";
