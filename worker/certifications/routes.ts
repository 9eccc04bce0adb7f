import { Hono } from "hono";
import { changeFaults } from "#words/kept-result.ts";
import { problems } from "#words/problems.ts";
import { resultFaultMessage } from "#words/result-faults.ts";
import { adminOnly, type MemberEnv, notFound, unauthorized } from "../organizations/member.ts";
import { MAX_RESULTS_BYTES } from "../platform/bounds.ts";
import { parisDate, schoolYearOf } from "../platform/clock.ts";
import { csvResponse } from "../platform/csv.ts";
import { decodeFilename } from "../platform/display-name.ts";
import { isOperator } from "../platform/operator.ts";
import { problem } from "../platform/problem.ts";
import { surely } from "../platform/surely.ts";
import { type ClassProblem, readClassName } from "../school-files/class-name.ts";
import { enterResults } from "./enter/enter-results.ts";
import { changeResult, readResult, removeResult } from "./keep/change-result.ts";
import { type ResultFault, refusalStatus } from "./read/faults.ts";
import { type ChangeFault, readResultChange } from "./result-change.ts";
import { listWaiting } from "./settle/list-waiting.ts";
import { exportResults } from "./show/export-results.ts";
import { listDivisions } from "./show/list-results.ts";
import { enterFeed } from "./show/operator-feed.ts";

/** Most unmatched rows listed in the answer to a file; its counts include all of them. */
const TOLD_ROWS = 1_000;

/** Mounted at `/api/organizations/:uai/certifications`, behind the membership check: administrators only. */
export const resultRoutes = new Hono<MemberEnv>()
  .use(adminOnly)
  .get("/divisions", async (c) => {
    const year = c.req.query("year");
    const organizationId = c.get("member").organization.id;
    return c.json({
      divisions: await listDivisions(c.env, { organizationId, ...(year && { year }) }),
    });
  })
  .get("/results.csv", async (c) => {
    const { organization, user } = c.get("member");
    const divisions = (c.req.queries("division") ?? []).filter(Boolean);
    const found = await exportResults(c.env, {
      organizationId: organization.id,
      userId: user.id,
      year: c.req.query("year") || null,
      divisions,
      layout: c.req.query("layout") === "27" ? 27 : 29,
      whole: c.req.query("scope") === "school",
    });
    return found ? csvResponse(found.filename, found.csv) : noResult(divisions);
  })
  .post("/results", async (c) => {
    const { organization, user } = c.get("member");
    if (Number(c.req.header("Content-Length") ?? 0) > MAX_RESULTS_BYTES) return tooLarge();
    const typed = readClassName(c.req.query("division") ?? "");
    if (!typed.ok && typed.problem !== "CLASS_MISSING") return refusedClass(typed.problem);
    const entered = await enterResults(c.env, {
      organizationId: organization.id,
      user,
      filename: decodeFilename(c.req.header("X-Filename")),
      body: c.req.raw.body,
      ...(typed.ok && { division: typed.name }),
    });
    if (!entered.ok) return refusedFile(entered);
    const { importId, counts, ignored } = entered;
    // The file is imported: one failed call must not turn the answer into an error.
    const waiting = await surely(() =>
      listWaiting(c.env, { organizationId: organization.id, importId, pageSize: TOLD_ROWS }),
    );
    const unmatched = waiting.rows.map(({ line, name, birthDate, reason, candidates }) => ({
      line,
      name,
      birthDate,
      reason,
      candidates,
    }));
    return c.json({ id: importId, counts, unmatched, ignoredColumns: ignored });
  });

/** Routes that change one result. Mounted last: `/:number` would capture the other routes. */
export const keptResultRoutes = new Hono<MemberEnv & { Variables: { json: unknown } }>()
  .patch("/:number", adminOnly, async (c) => {
    const which = {
      organizationId: c.get("member").organization.id,
      number: c.req.param("number"),
    };
    if (!(await readResult(c.env, which))) return notFound();
    const read = readResultChange(c.get("json"), schoolYearOf(parisDate(Date.now())));
    if (!read.ok) return refusedChange(read.code);
    const input = { ...which, userId: c.get("member").user.id, change: read.change };
    if (!(await changeResult(c.env, input))) return notFound();
    return c.json(await readResult(c.env, which));
  })
  .delete("/:number", adminOnly, async (c) => {
    const which = {
      organizationId: c.get("member").organization.id,
      number: c.req.param("number"),
    };
    const removed = await removeResult(c.env, { ...which, userId: c.get("member").user.id });
    return removed ? c.json({ number: which.number, removed: true }) : notFound();
  });

function refusedChange(code: ChangeFault): Response {
  const status = code === "BODY_INVALID" || code === "NOTHING_TO_CHANGE" ? 400 : 422;
  return problem(status, code, problems.changeRefused, changeFaults[code]);
}

function refusedClass(code: ClassProblem): Response {
  return problem(422, code, problems.divisionRefused, changeFaults[code]);
}

/** Mounted at `/api/operator/certifications`: for the operator, who has no account in the product. */
export const resultFeedRoutes = new Hono<{ Bindings: Env }>().put("/", async (c) => {
  if (!(await isOperator(c.env, c.req.raw))) return unauthorized();
  if (Number(c.req.header("Content-Length") ?? 0) > MAX_RESULTS_BYTES) return tooLarge();
  const filename = decodeFilename(c.req.header("X-Filename"));
  const entered = await enterFeed(c.env, { body: c.req.raw.body, filename });
  if (!entered.ok) return refusedFile(entered);
  const { counts, schools, unknownSchools, busySchools } = entered;
  return c.json({ counts, schools, unknownSchools, busySchools });
});

/** The answer to a wrong file: every fault with its message. */
function refusedFile(read: { faults: ResultFault[]; total: number }): Response {
  const errors = read.faults.map((fault) => ({ ...fault, message: resultFaultMessage(fault) }));
  const [first] = errors;
  const code = first?.code ?? "FILE_REFUSED";
  return problem(
    refusalStatus(read.faults),
    code === "TOO_LARGE" ? "PAYLOAD_TOO_LARGE" : code,
    code === "BUSY" ? problems.resultsBusy : problems.fileRefused,
    problems.nothingKept(first?.message),
    { errors, errorCount: read.total },
  );
}

function tooLarge(): Response {
  const detail = resultFaultMessage({ code: "TOO_LARGE" });
  return problem(413, "PAYLOAD_TOO_LARGE", problems.fileTooLarge, detail);
}

function noResult(divisions: string[]): Response {
  return problem(404, "NO_RESULT", problems.noResult, problems.noResultOf(divisions));
}
