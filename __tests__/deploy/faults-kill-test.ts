import { describeFaults } from "./faults-support";

describeFaults("a deploy that dies, or isn't alone", (name) => /killed|at once/.test(name));
