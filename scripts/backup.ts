import { resolve } from "node:path";
import { backUp } from "./lib/backup/backup.ts";
import { openLocal, openRemote } from "./lib/backup/place.ts";
import { readEnvironment } from "./lib/deploy/settings.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

/**
 * `npm run backup -- --env NAME --to FOLDER`: every database and every file of an environment, for the loss of a whole
 * account (docs/operations.md); `--local` backs up what `npm start` keeps in `DATA_DIR`.
 */
const USAGE = "npm run backup -- (--env NAME | --local) --to FOLDER";

try {
  const { values } = readOptions(USAGE, {
    options: { env: { type: "string" }, local: { type: "boolean" }, to: { type: "string" } },
  });
  if (!values.to || (values.env === undefined) === !values.local) {
    throw new Refusal(USAGE);
  }
  const dataDir = process.env.DATA_DIR ?? ".wrangler/state";
  const place = values.env
    ? await openRemote({ ...(await readEnvironment(values.env)), create: false })
    : await openLocal(dataDir);
  const { databases, objects } = await backUp(place, resolve(values.to)).finally(place.close);
  console.log(
    `${databases.length} databases and ${objects.length} files of ${place.name} are in ${values.to}. It holds data of pupils: encrypt it, and delete it when its time has come.`,
  );
} catch (error) {
  exitWith(error);
}
