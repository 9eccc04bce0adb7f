import { Hono } from "hono";
import { formatMoment } from "#app/i18n/format.ts";
import { journalWords } from "#app/i18n/journal.ts";
import { forbidden, type MemberEnv } from "../organizations/member.ts";
import { csvResponse, toCsv } from "../platform/csv.ts";
import { listJournal, parseJournalFilters } from "./list-journal.ts";

/** Mounted at `/api/organizations/:uai/journal`, behind the membership check. */
export const journalRoutes = new Hono<MemberEnv>().get("/", async (c) => {
  const { organization, role } = c.get("member");
  if (role !== "admin") return forbidden();
  const query = new URL(c.req.url).searchParams;
  const csv = query.get("format") === "csv";
  const asked = query.get("page") ?? "1";
  const page = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
  const found = await listJournal(c.env, {
    organizationId: organization.id,
    ...parseJournalFilters(query),
    page: csv ? "all" : page,
  });
  if (!csv) return c.json(found);
  const { at, who, kind, what } = journalWords.columns;
  const rows = found.lines.map((line) => [
    formatMoment(line.at),
    line.who,
    journalWords.kinds[line.kind],
    line.sentence,
  ]);
  return csvResponse(journalWords.csvName, toCsv([at, who, kind, what], rows));
});
