import { readOptions } from "#scripts/lib/run.ts";
import { attack } from "./campaign.ts";
import { FORMATS } from "./formats.ts";

/** `npm run fuzz -- --files N --seed S [--format siecle]`: N damaged files of each format, from one seed. */

const USAGE = `npm run fuzz [-- --files N] [--seed S] [--format ${FORMATS.map(({ name }) => name).join("|")}]`;

const { values } = readOptions(USAGE, {
  options: {
    files: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    format: { type: "string" },
  },
});
const [files, seed] = [Number(values.files), Number(values.seed)];
const formats = FORMATS.filter(({ name }) => values.format === undefined || name === values.format);
if (!Number.isSafeInteger(files) || files < 1 || !Number.isSafeInteger(seed) || !formats.length) {
  console.error(
    `--files and --seed are numbers, --format one of ${FORMATS.map(({ name }) => name)}`,
  );
  process.exit(2);
}

/** Reading small files must need no more, however many were read. */
const MOST_MEGABYTES = 1500;
const BATCH = 5000;

for (const format of formats) {
  const sum = { accepted: 0, refused: 0 };
  for (let done = 0; done < files; done += BATCH) {
    const { accepted, refused, failed } = await attack(
      format,
      seed + done,
      Math.min(BATCH, files - done),
    );
    sum.accepted += accepted;
    sum.refused += refused;
    if (failed) {
      console.error(
        `${format.name}: seed ${failed.seed} (--files 1 --seed ${failed.seed} --format ${format.name})`,
      );
      throw failed.error;
    }
  }
  const megabytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
  console.log(
    `${format.name}: ${sum.accepted} accepted, ${sum.refused} refused, none threw; ${megabytes} MB in use`,
  );
  if (megabytes > MOST_MEGABYTES) throw new Error(`more than ${MOST_MEGABYTES} MB`);
}
