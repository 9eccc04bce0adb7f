import type { MailReport } from "#worker/mail/report.ts";
import type { ImportTrace, SchoolLine, Status } from "#worker/operator/view.ts";
import type { DirectoryReport } from "#worker/organizations/annuaire/report.ts";
import { inMegabytes } from "./bundle.ts";

/** D1 refuses writes beyond 10 GB: said at four fifths of it. */
const FULL_BYTES = 8 * 1024 ** 3;
const STUCK_SECONDS = 15 * 60;
/** A cron runs every five minutes: three that were missed. */
const SILENT_MS = 15 * 60 * 1000;
const LATE_MAIL_SECONDS = 30 * 60;

/** The status as lines to read. */
export function describeStatus(status: Status): string[] {
  const { version, databases, imports, deadLetters, mails, sweeps, documents } = status;
  const isCentralSilent = databases[0]?.error !== undefined;
  const times = sweeps.map(({ lastRun }) => lastRun).sort();
  const many = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ") || "none";
  return [
    `version    ${version}`,
    ...databases.map(
      ({ name, bytes, schools, lastMigration, error }) =>
        `database   ${name}: ${error ?? `${inMegabytes(bytes ?? 0)}, ${schools} schools, ${lastMigration ?? "no migration"}`}`,
    ),
    `imports    ${many(imports.byState)}; ${imports.failed24h} failed in 24 hours; oldest under way: ${ago(imports.oldestActiveSeconds)}`,
    `documents  ${many(documents)}`,
    ...(isCentralSilent
      ? ["the rest   not known: dead letters, mails and sweeps are in the central database"]
      : [
          `letters    ${deadLetters} given up in 24 hours`,
          `mails      ${mails.pending} pending, oldest: ${ago(mails.oldestSeconds)}; refused: ${many(mails.refusedByCause)}`,
          `sweeps     ${sweeps.length}, last run ${times.at(-1) ?? "never"}`,
        ]),
    ...sweeps
      .filter(({ failed }) => failed > 0)
      .map(({ name, failed, lastRun }) => `           ${name}: ${failed} failed at ${lastRun}`),
  ];
}

/** What somebody should look at, one sentence each, with the sheet of docs/operations.md to open. */
export function findStatusFaults(status: Status, now = Date.now()): string[] {
  const { databases, imports, deadLetters, mails, sweeps } = status;
  const faults: string[] = [];
  const answering = databases.slice(1).filter(({ error }) => error === undefined);
  const migrations = new Set(answering.map(({ lastMigration }) => lastMigration));
  for (const { name, bytes, error } of databases) {
    if (error !== undefined) {
      faults.push(`${name} does not answer: ${error} ("A database does not answer").`);
    }
    if ((bytes ?? 0) > FULL_BYTES) faults.push(`${name} is nearly full ("A database is full").`);
  }
  if (migrations.size > 1) {
    faults.push('the school databases are not at the same migration ("Upgrade").');
  }
  const lost = countLost(databases);
  if (lost > 0) {
    faults.push(`${lost} schools of the directory have no place: load it again ("Backup").`);
  }
  if ((imports.oldestActiveSeconds ?? 0) > STUCK_SECONDS) {
    faults.push(
      `an import is under way for ${ago(imports.oldestActiveSeconds)} ("An import is stuck").`,
    );
  }
  if (imports.failed24h > 0)
    faults.push(`${imports.failed24h} imports failed ("An import is stuck").`);
  if ((deadLetters ?? 0) > 0)
    faults.push(`${deadLetters} messages were given up ("Dead letters").`);
  if ((mails.oldestSeconds ?? 0) > LATE_MAIL_SECONDS) {
    faults.push(`a mail waits for ${ago(mails.oldestSeconds)} ("Mails are refused").`);
  }
  const failing = sweeps.filter(({ failed }) => failed > 0);
  if (failing.length > 0)
    faults.push(`sweeps fail: ${failing.map(({ name }) => name).join(", ")} ("The cron").`);
  const last = Math.max(...sweeps.map(({ lastRun }) => Date.parse(lastRun)));
  // What ran is written in the central database: while it does not answer, nothing is known of the cron.
  if (databases[0]?.error === undefined && !(last > now - SILENT_MS))
    faults.push('the cron does not run ("The cron").');
  return faults;
}

/** The schools that the directory lists and no school database holds; 0 while one does not answer. */
function countLost(databases: Status["databases"]): number {
  if (databases.some(({ schools }) => schools === null)) return 0;
  const [listed = 0, ...held] = databases.map(({ schools }) => schools ?? 0);
  return listed - held.reduce((sum, many) => sum + many, 0);
}

export function describeImport(trace: ImportTrace): string[] {
  const { school, steps, reasons, fault, ...rest } = trace;
  return [
    `import ${rest.id} of ${school ? `${school.uai} ${school.name}` : "an unknown school"}, in ${rest.database}`,
    `${rest.status}${fault ? ` (${fault})` : ""}${reasons.length > 0 ? `, waits because ${reasons.join(", ")}` : ""}: ${rest.kind}, attempt ${rest.epoch}, step ${rest.seq}`,
    `${rest.bytes} of ${rest.totalBytes} bytes read, ${rest.rows} pupils, ${rest.errorCount} errors, ${rest.skipped} left out`,
    ...steps.map(({ at, what }) => `${at} ${what}`),
  ];
}

export function describeSchool({
  uai,
  name,
  kind,
  state,
  shard,
  administrators,
  members,
  lastSeenAt,
}: SchoolLine): string {
  return `${uai} ${name} (${kind}, ${state}, database ${shard}): ${administrators} administrators, ${members} members, last seen ${lastSeenAt ?? "never"}`;
}

/** The mails that did not leave, and whether the mail service takes any. */
export function describeMails({ pause, counts, mails }: MailReport): string[] {
  const stopped =
    pause &&
    `The mail service takes nothing since ${pause.since}: ${pause.code} (${pause.cause}), ${pause.failures} failures, next try ${pause.nextTryAt}.`;
  return [
    ...(stopped ? [stopped] : []),
    ...(counts.length === 0 ? ["Every mail left."] : []),
    ...counts.map(
      ({ state, cause, code, mails: many }) =>
        `${many} ${state}${cause ? ` (${cause}: ${code})` : ""}`,
    ),
    ...mails.map(
      ({ id, state, kind, domain, cause, code, attempts, createdAt, expiresAt }) =>
        `${id} ${state} ${kind} to …@${domain}, ${cause ? `${cause} ${code}` : "not tried"}, ${attempts} attempts, written ${createdAt}, ends ${expiresAt}`,
    ),
  ];
}

/** The report of a load of the directory. */
export function describeLoad(load: DirectoryReport): string[] {
  const { counts, leftOut, report, reportTotal, unknownAcademies } = load;
  const kinds = Object.entries(leftOut).filter(([, count]) => count > 0);
  const listed = (counted: [string, number][]) =>
    counted.map(([name, count]) => `${name} ${count}`).join(", ");
  return [
    listed(Object.entries(counts)),
    ...(kinds.length > 0 ? [`left out: ${listed(kinds)}`] : []),
    ...report.map(
      ({ line, uai, code, message }) =>
        `line ${line}${uai ? ` (${uai})` : ""}: ${code}. ${message}`,
    ),
    ...(reportTotal > report.length ? [`… and ${reportTotal - report.length} more lines.`] : []),
    ...unknownAcademies.map(
      (academy) => `No school of the file is in the academy "${academy}" of --mailbox-domain.`,
    ),
  ];
}

function ago(seconds: number | null): string {
  if (seconds === null) return "none";
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
