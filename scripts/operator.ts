import { existsSync, openAsBlob } from "node:fs";
import type { MailReport } from "#worker/mail/report.ts";
import type { ImportTrace, SchoolLine, Status } from "#worker/operator/view.ts";
import {
  describeImport,
  describeRefusal,
  describeSchool,
  describeStatus,
  findStatusFaults,
} from "./lib/operator-words.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

/**
 * `npm run operator -- COMMAND [--url https://…]`, for the people who keep an installation alive (docs/operations.md).
 * The token comes from the environment (`OPERATOR_TOKEN`), so that it stays out of the history of the shell.
 */
const USAGE = `npm run operator -- COMMAND [--url https://…], where COMMAND is one of:
  status                     databases, imports, dead letters, mails, sweeps, documents; code 1 if something is wrong
  import ID                  the steps of an import, by its id or the eight characters that its page shows
  mails [--resend ID|all]    which mails were not sent and why; sends them again
  schools [BEGINNING]        the schools in use; with the beginning of a UAI, those of the directory
  move-school UAI --to N     moves a school to another school database
  erase-account EMAIL        erases the account of a person who asked in writing
  organizations FILE [--mailbox-domain "Amiens=ac-amiens.fr"]…
                             loads the CSV of the Annuaire de l'éducation and prints its report`;

type Answer = {
  counts: Record<string, number>;
  leftOut: Record<string, number>;
  report: { line: number; uai?: string; code: string; message: string }[];
  reportTotal: number;
};

async function loadOrganizations(file: string, url: string, domains: string[]) {
  // `openAsBlob` of a file that is not there throws, or rejects, by the version of Node.
  if (!existsSync(file)) throw new Refusal(`${file} cannot be read: there is no such file.`);
  const body = await openAsBlob(file);
  const target = new URL("/api/operator/organizations", url);
  for (const domain of domains) target.searchParams.append("mailboxDomain", domain);
  printReport(await ask(target, { method: "PUT", headers: { "Content-Type": "text/csv" }, body }));
}

async function ask<Answered>(
  target: URL,
  init: RequestInit & { headers?: Record<string, string> },
) {
  const token = process.env.OPERATOR_TOKEN;
  if (!token) throw new Refusal("Say who you are: OPERATOR_TOKEN is not in the environment.");
  const headers = { ...init.headers, Authorization: `Bearer ${token}` };
  const answer = await fetch(target, { ...init, headers }).catch((cause: Error) => {
    throw new Refusal(`${target.origin} does not answer (${cause.message}).`);
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(describeRefusal(target.origin, answer.status, text));
  const answered: Answered = JSON.parse(text);
  return answered;
}

async function showMails(url: string) {
  const target = new URL("/api/operator/mails", url);
  const { pause, counts, mails } = await ask<MailReport>(target, {});
  if (pause) {
    const { since, nextTryAt, failures, cause, code } = pause;
    console.log(
      `The mail service takes nothing since ${since}: ${code} (${cause}), ${failures} failures, next try ${nextTryAt}.`,
    );
  }
  if (counts.length === 0) console.log("Every mail left.");
  for (const { state, cause, code, mails: many } of counts) {
    console.log(`${many} ${state}${cause ? ` (${cause}: ${code})` : ""}`);
  }
  for (const mail of mails) {
    const why = mail.cause ? `${mail.cause} ${mail.code}` : "not tried";
    console.log(
      `${mail.id} ${mail.state} ${mail.kind} to …@${mail.domain}, ${why}, ${mail.attempts} attempts, written ${mail.createdAt}, ends ${mail.expiresAt}`,
    );
  }
}

async function resendMails(url: string, which: string) {
  const { resent } = await ask<{ resent: number }>(new URL("/api/operator/mails/resend", url), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(which === "all" ? { all: true } : { id: which }),
  });
  console.log(`${resent} mails are sent again.`);
}

async function showSchools(url: string, search: string) {
  const target = new URL("/api/operator/schools", url);
  target.searchParams.set("search", search);
  for (let page = 1; ; page += 1) {
    target.searchParams.set("page", String(page));
    const { schools, more } = await ask<{ schools: SchoolLine[]; more: boolean }>(target, {});
    for (const school of schools) console.log(describeSchool(school));
    if (!more) return;
  }
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
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: {
      url: { type: "string", default: "http://localhost:8787" },
      "mailbox-domain": { type: "string", multiple: true, default: [] },
      resend: { type: "string" },
      to: { type: "string" },
    },
  });
  const [command, file] = positionals;
  const only = positionals.length === 1;
  if (!URL.canParse(values.url)) throw new Refusal(USAGE);
  if (command === "organizations" && file && positionals.length === 2) {
    await loadOrganizations(file, values.url, values["mailbox-domain"]);
  } else if (command === "status" && only) {
    const status = await ask<Status>(new URL("/api/operator/status", values.url), {});
    console.log(describeStatus(status).join("\n"));
    const faults = findStatusFaults(status);
    for (const fault of faults) console.log(`LOOK: ${fault}`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } else if (command === "import" && file && positionals.length === 2) {
    const target = new URL(`/api/operator/imports/${encodeURIComponent(file)}`, values.url);
    console.log(describeImport(await ask<ImportTrace>(target, {})).join("\n"));
  } else if (command === "erase-account" && file && positionals.length === 2) {
    await ask(new URL("/api/operator/accounts/erase", values.url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: file }),
    });
    console.log("The account is erased.");
  } else if (command === "move-school" && file && values.to && positionals.length === 2) {
    const target = new URL(`/api/operator/schools/${encodeURIComponent(file)}/move`, values.url);
    const moved = await ask<{ from: number; to: number; rows: number; ms: number }>(target, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ to: Number(values.to) }),
    });
    console.log(
      `${file} moved from school database ${moved.from} to ${moved.to}: ${moved.rows} rows in ${moved.ms} ms.`,
    );
  } else if (command === "schools" && positionals.length <= 2) {
    await showSchools(values.url, file ?? "");
  } else if (command === "mails" && only) {
    if (values.resend) await resendMails(values.url, values.resend);
    await showMails(values.url);
  } else throw new Refusal(USAGE);
} catch (error) {
  exitWith(error);
}
