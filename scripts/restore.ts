import { resolve } from "node:path";
import { openBackup, restore } from "./lib/backup/backup.ts";
import { openLocal, openRemote } from "./lib/backup/place.ts";
import { readEnvironment } from "./lib/deploy/settings.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

/**
 * `npm run restore -- --env NAME --from FOLDER`: brings a backup back into an environment whose databases are empty or not
 * made yet, and compares the checksums; then `npm run deploy` deploys the code. `--continue` completes one that stopped half
 * way. `--local` restores into `DATA_DIR`.
 */
const USAGE = "npm run restore -- (--env NAME | --local) --from FOLDER [--continue]";

try {
  const { values } = readOptions(USAGE, {
    options: {
      env: { type: "string" },
      local: { type: "boolean" },
      from: { type: "string" },
      continue: { type: "boolean", default: false },
    },
  });
  if (!values.from || (values.env === undefined) === !values.local) {
    throw new Refusal(USAGE);
  }
  const backup = await openBackup(resolve(values.from), values.env);
  const dataDir = process.env.DATA_DIR ?? ".wrangler/state";
  const place = values.env
    ? await openRemote({ ...(await readEnvironment(values.env)), create: true })
    : await openLocal(dataDir);
  const { databases, objects, at } = await restore(place, backup, {
    goesOn: values.continue,
  }).finally(place.close);
  console.log(
    `${place.name} holds again what it held at ${at}: ${databases.length} databases and ${objects.length} files, same checksums.`,
  );
} catch (error) {
  exitWith(error);
}
