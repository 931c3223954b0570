#!/usr/bin/env node
import { run } from "./run";
import { ofThisProcess } from "./surroundings";

process.exitCode = run(process.argv.slice(2), ofThisProcess());
