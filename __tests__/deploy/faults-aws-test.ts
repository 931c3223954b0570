import { describeFaults } from "./faults-support";

describeFaults("a deploy whose success comes to nothing", (name) => /^a copy|^the move/.test(name));
