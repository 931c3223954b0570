#!/usr/bin/env node
import { ofThisProcess } from "../commands/surroundings";
import { run } from "./run";

void run(process.argv.slice(2), ofThisProcess()).then((code) => {
  process.exitCode = code;
});
