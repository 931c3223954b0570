import type { PageData } from "../page-data";
import { openPage } from "./app";
import { byId } from "./dom";

openPage(JSON.parse(byId("Data", HTMLScriptElement).text) as PageData);

// The package is one of CommonJS: without an export esbuild takes this file for such a module.
export {};
