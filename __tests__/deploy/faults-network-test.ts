import { describeFaults } from "./faults-support";

describeFaults("a deploy in a bad network", (name) => /together|down/.test(name));
