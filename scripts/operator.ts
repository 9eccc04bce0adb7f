import { openAsBlob } from "node:fs";
import { parseArgs } from "node:util";
import { exitWith, Refusal } from "./lib/run.ts";

/**
 * `npm run operator -- organizations FILE [--url https://…] [--mailbox-domain "Amiens=ac-amiens.fr"]…`:
 * loads the CSV of the *Annuaire de l'éducation* into a running Pix Orga and prints its report. The
 * token comes from the environment (`OPERATOR_TOKEN`), so that it stays out of the history of the shell.
 */
const USAGE =
  'npm run operator -- organizations FILE [--url https://…] [--mailbox-domain "Amiens=ac-amiens.fr"]…';

type Answer = {
  counts: Record<string, number>;
  leftOut: Record<string, number>;
  report: { line: number; uai?: string; code: string; message: string }[];
  reportTotal: number;
};

async function loadOrganizations(file: string, url: string, domains: string[]) {
  const token = process.env.OPERATOR_TOKEN;
  if (!token) throw new Refusal("Say who you are: OPERATOR_TOKEN is not in the environment.");
  const body = await openAsBlob(file).catch(() => {
    throw new Refusal(`${file} cannot be read.`);
  });
  const target = new URL("/api/operator/organizations", url);
  for (const domain of domains) target.searchParams.append("mailboxDomain", domain);
  const answer = await fetch(target, {
    method: "PUT",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "text/csv" },
    body,
  }).catch((cause: Error) => {
    throw new Refusal(`${target.origin} does not answer (${cause.message}).`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(`${target.origin} answered ${answer.status}: ${text}`);
  printReport(JSON.parse(text));
}

function printReport({ counts, leftOut, report, reportTotal }: Answer) {
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(", "),
  );
  const kinds = Object.entries(leftOut).filter(([, count]) => count > 0);
  if (kinds.length > 0)
    console.log(`left out: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  for (const { line, uai, code, message } of report) {
    console.log(`line ${line}${uai ? ` (${uai})` : ""}: ${code}. ${message}`);
  }
  if (reportTotal > report.length) console.log(`… and ${reportTotal - report.length} more lines.`);
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string", default: "http://localhost:8787" },
      "mailbox-domain": { type: "string", multiple: true, default: [] },
    },
  });
  const [command, file] = positionals;
  if (command !== "organizations" || !file || positionals.length > 2 || !URL.canParse(values.url)) {
    throw new Refusal(USAGE);
  }
  await loadOrganizations(file, values.url, values["mailbox-domain"]);
} catch (error) {
  exitWith(error);
}
