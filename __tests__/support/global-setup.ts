import { findTools } from "./tools";

export default findTools;
