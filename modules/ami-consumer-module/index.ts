export { consumerModule } from "./consumer-module";
export type { ConsumerModuleFile } from "./consumer-module";
export { writeConsumerModule } from "./write-consumer-module";
