import { Hono } from "hono";
import { formatMoment } from "#words/format.ts";
import { journalWords } from "#words/journal.ts";
import { adminOnly, type MemberEnv } from "../organizations/member.ts";
import { csvResponse, toCsv } from "../platform/csv.ts";
import { readPageNumber } from "../platform/page-number.ts";
import { listJournal, parseJournalFilters } from "./list-journal.ts";

/** Mounted at `/api/organizations/:uai/journal`, behind the membership check. */
export const journalRoutes = new Hono<MemberEnv>().get("/", adminOnly, async (c) => {
  const { organization } = c.get("member");
  const query = new URL(c.req.url).searchParams;
  const csv = query.get("format") === "csv";
  const page = readPageNumber(query.get("page"));
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
