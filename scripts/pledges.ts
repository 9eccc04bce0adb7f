import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { ROOT } from "./lib/environment.ts";
import {
  type Command,
  figuresIn,
  PLEDGES,
  type Pledge,
  pledgeTable,
  withFigures,
} from "./lib/pledges.ts";
import { readOptions, run } from "./lib/run.ts";

/**
 * `npm run pledges [-- --only P3,P6] [--quick]`: runs the proof of each promise, prints the README's table with the
 * figures and writes them there. Exits 1 when one fails. The output of each command is kept in `.test/pledges`.
 * `--quick`: small counts, to see that every proof starts; its figures say nothing and are written nowhere.
 */
const USAGE = `npm run pledges [-- --only P3,P6] [--quick]
Runs the proof of each promise of README and writes the figures there; --quick only sees that each starts.`;

const { values } = readOptions(USAGE, {
  options: { only: { type: "string" }, quick: { type: "boolean", default: false } },
});
const only = values.only?.split(",");
const logs = `${ROOT}/.test/pledges`;

const ran = new Map<string, { code: number; output: string }>();
const shown = new Map<string, string>();
let failed = 0;

mkdirSync(logs, { recursive: true });
for (const pledge of PLEDGES) {
  if (only && !only.includes(pledge.id)) continue;
  const command = (values.quick && pledge.quick) || pledge.command;
  shown.set(pledge.id, command ? await prove(pledge, command) : "not proven yet");
}
console.log(`\n${pledgeTable(shown)}\n\n${shown.size - failed} passed, ${failed} failed`);
if (!values.quick && failed === 0) {
  const readme = `${ROOT}/README.md`;
  writeFileSync(readme, withFigures(readFileSync(readme, "utf8"), shown));
}
process.exitCode = failed > 0 ? 1 : 0;

async function prove(pledge: Pledge, command: Command): Promise<string> {
  const { tool, args, env = {} } = command;
  const key = JSON.stringify(command);
  // Several promises share a command: it runs once.
  if (!ran.has(key)) console.log(`${pledge.id}: ${tool} ${args.join(" ")}`);
  const result = ran.get(key) ?? (await run(tool, args, { env }));
  ran.set(key, result);
  writeFileSync(`${logs}/${pledge.id}.log`, result.output);
  const figures = figuresIn(pledge, result.output);
  if (result.code === 0 && figures !== null) return figures;
  failed += 1;
  return result.code === 0 ? "FAILED: no figure was printed" : "FAILED";
}
