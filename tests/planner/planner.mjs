// The scripts of the session planner that know no page, for Node.
import { readFileSync } from "node:fs";

const folder = new URL("../../overrides/partials/planner/", import.meta.url);
const source = ["schedule", "address", "files"].map((name) => readFileSync(new URL(`${name}.js`, folder), "utf8")).join("\n");
const names = "schedule, advice, encode, decode, laid, usual, BREAKS, calendar, table";
export const planner = new Function(`${source}; return { ${names} };`)();
