import { openAsBlob, statSync } from "node:fs";
import type { MailReport } from "#worker/mail/report.ts";
import type { ImportTrace, SchoolLine, Status } from "#worker/operator/view.ts";
import type { DirectoryReport } from "#worker/organizations/annuaire/report.ts";
import { type OperatorApi, openOperatorApi } from "./lib/operator-api.ts";
import {
  describeImport,
  describeLoad,
  describeMails,
  describeSchool,
  describeStatus,
  findStatusFaults,
} from "./lib/operator-words.ts";
import { exitWith, Refusal, readOptions } from "./lib/run.ts";

/**
 * `npm run operator -- COMMAND [--url https://…]`, for the people who keep an installation alive (docs/operations.md).
 * The token comes from the environment (`OPERATOR_TOKEN`), so that it stays out of the history of the shell; the address
 * may, too (`OPERATOR_URL`).
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

type Options = {
  "mailbox-domain"?: string[] | undefined;
  resend?: string | undefined;
  to?: string | undefined;
};
type Command = {
  /** How many words may follow the command. */
  words: readonly number[];
  /** The options that it takes, besides `--url`. */
  options?: readonly (keyof Options)[];
  /** Returns false when what was found is for a person to look at: the exit code is then 1. */
  run: (api: OperatorApi, word: string, options: Options) => Promise<unknown>;
};

const COMMANDS: Record<string, Command> = {
  status: { words: [0], run: showStatus },
  import: {
    words: [1],
    run: async ({ ask }, id) => {
      const unknown = `No import has the reference "${id}": the eight characters of its page, or the whole id.`;
      const trace = await ask<ImportTrace>(`/imports/${encodeURIComponent(id)}`, {}, unknown);
      console.log(describeImport(trace).join("\n"));
    },
  },
  mails: {
    words: [0],
    options: ["resend"],
    run: async (api, _, { resend }) => {
      if (resend !== undefined) await resendMails(api, resend);
      await showMails(api);
    },
  },
  schools: { words: [0, 1], run: showSchools },
  "move-school": { words: [1], options: ["to"], run: moveSchool },
  "erase-account": {
    words: [1],
    run: async ({ post }, email) => {
      await post("/accounts/erase", { email }, `No account has the address ${email}.`);
      console.log("The account is erased.");
    },
  },
  organizations: { words: [1], options: ["mailbox-domain"], run: loadOrganizations },
};

async function showStatus({ ask }: OperatorApi) {
  const status = await ask<Status>("/status");
  console.log(describeStatus(status).join("\n"));
  const faults = findStatusFaults(status);
  for (const fault of faults) console.log(`LOOK: ${fault}`);
  return faults.length === 0;
}

async function showMails({ ask }: OperatorApi) {
  console.log(describeMails(await ask<MailReport>("/mails")).join("\n"));
}

async function resendMails({ post }: OperatorApi, which: string) {
  if (which !== "all" && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(which)) {
    throw new Refusal('--resend takes the id of a mail, as "operator -- mails" shows it, or all.');
  }
  const wish = which === "all" ? { all: true } : { id: which };
  const { resent } = await post<{ resent: number }>("/mails/resend", wish);
  if (which !== "all" && resent === 0) {
    throw new Refusal(
      "No mail of this id can be sent again: it has left, is being sent, or its link has ended.",
    );
  }
  console.log(`Mails sent again: ${resent}.`);
}

async function showSchools({ ask }: OperatorApi, beginning: string) {
  const query = new URLSearchParams({ search: beginning });
  for (let page = 1; ; page += 1) {
    query.set("page", String(page));
    const { schools, more } = await ask<{ schools: SchoolLine[]; more: boolean }>(
      `/schools?${query}`,
    );
    for (const school of schools) console.log(describeSchool(school));
    if (page === 1 && schools.length === 0) {
      if (beginning !== "") throw new Refusal(`No UAI of the directory begins with ${beginning}.`);
      console.log("No school is in use yet.");
    }
    if (!more) return;
  }
}

async function moveSchool({ post }: OperatorApi, uai: string, { to = "" }: Options) {
  if (!/^[1-9]\d{0,2}$/.test(to)) {
    throw new Refusal("--to takes the number of a school database: --to 3");
  }
  const unknown = `The directory has no school ${uai}: "operator -- schools" with the beginning of a UAI lists those that it has.`;
  const path = `/schools/${encodeURIComponent(uai)}/move`;
  type Moved = { from: number; to: number; rows: number; ms: number };
  const moved = await post<Moved>(path, { to: Number(to) }, unknown);
  console.log(
    `${uai.toUpperCase()} moved from school database ${moved.from} to ${moved.to}: ${moved.rows} rows in ${moved.ms} ms.`,
  );
}

async function loadOrganizations({ ask }: OperatorApi, file: string, options: Options) {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Refusal(`${file} cannot be read: there is no such file.`);
  }
  const query = new URLSearchParams();
  for (const domain of options["mailbox-domain"] ?? []) query.append("mailboxDomain", domain);
  const body = await openAsBlob(file);
  const headers = { "Content-Type": "text/csv" };
  const answer = await ask<DirectoryReport>(`/organizations?${query}`, {
    method: "PUT",
    headers,
    body,
  });
  console.log(describeLoad(answer).join("\n"));
  return answer.unknownAcademies.length === 0;
}

/** The command and its words, or `Refusal` with what is wrong and the usage. */
function findCommand([name, ...words]: string[], options: object): Command {
  const wrong = (reason: string) => new Refusal(`${reason}\n${USAGE}`);
  if (name === undefined) throw wrong("Say which command.");
  const command = COMMANDS[name];
  if (command === undefined) throw wrong(`There is no command "${name}".`);
  if (!command.words.includes(words.length)) {
    const given = words.length === 0 ? "nothing" : words.join(" ");
    throw wrong(`"${name}" takes ${command.words.join(" or ")} argument(s); given: ${given}.`);
  }
  const foreign = Object.keys(options).find(
    (option) => !command.options?.some((each) => each === option),
  );
  if (foreign !== undefined) throw wrong(`"${name}" takes no --${foreign}.`);
  return command;
}

try {
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: {
      url: { type: "string" },
      "mailbox-domain": { type: "string", multiple: true },
      resend: { type: "string" },
      to: { type: "string" },
    },
  });
  const { url = process.env.OPERATOR_URL || "http://localhost:8787", ...options } = values;
  const command = findCommand(positionals, options);
  const api = openOperatorApi(url, process.env.OPERATOR_TOKEN);
  const isWell = await command.run(api, positionals[1] ?? "", options);
  process.exitCode = isWell === false ? 1 : 0;
} catch (error) {
  exitWith(error);
}
