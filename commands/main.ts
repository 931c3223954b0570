#!/usr/bin/env node
import { fromInstalledBuild } from "./installed-build";
import { ofThisProcess } from "./surroundings";

const { run } = fromInstalledBuild("commands/run") as typeof import("./run");

process.exitCode = run(process.argv.slice(2), ofThisProcess());
