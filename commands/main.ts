#!/usr/bin/env node
import { fromInstalledBuild } from "./installed-build";
import { endWith, ofThisProcess } from "./surroundings";

const { run } = fromInstalledBuild("commands/run") as typeof import("./run");

void Promise.resolve(run(process.argv.slice(2), ofThisProcess())).then(endWith);
