#!/usr/bin/env node
import { fromInstalledBuild } from "../commands/installed-build";
import { endWith, ofThisProcess } from "../commands/surroundings";

const { run } = fromInstalledBuild("guard/run") as typeof import("./run");

void run(process.argv.slice(2), ofThisProcess()).then(endWith);
