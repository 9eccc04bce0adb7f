import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { communeLines } from "./lib/communes.ts";
import { ROOT } from "./lib/environment.ts";
import { answerHelp, exitWith, mustRun } from "./lib/run.ts";

const USAGE = `npm run communes
Rewrites public/communes.txt: the names of the communes by INSEE code (decision 0064). Each spring INSEE's new code comes
out as a new version of the package: change TODAY in scripts/communes.ts, run this, look at the difference.`;

const PACKAGE = "@etalab/decoupage-administratif";
const TODAY = "6.0.0";
/** The last version with the history of the codes; later mergers keep the old communes as parts of the new ones. */
const HISTORY = "0.7.0";

answerHelp(USAGE);
const folder = mkdtempSync(join(tmpdir(), "communes-"));
try {
  await writeCommunes().finally(() => rmSync(folder, { recursive: true }));
} catch (error) {
  exitWith(error);
}

async function writeCommunes() {
  await mustRun("npm", [
    ...["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"],
    ...[`today@npm:${PACKAGE}@${TODAY}`, `history@npm:${PACKAGE}@${HISTORY}`],
  ]);
  const lines = communeLines(
    read("today/data/communes.json"),
    read("history/data/historique-communes.json"),
  );
  writeFileSync(join(ROOT, "public/communes.txt"), lines);
  console.log(`public/communes.txt: ${lines.split("\n").length - 1} codes.`);
}

function read(path: string) {
  return JSON.parse(readFileSync(join(folder, "node_modules", path), "utf8"));
}
