import { releaseTools } from "./tools";

export default releaseTools;
