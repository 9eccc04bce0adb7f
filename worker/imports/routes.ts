import { Hono } from "hono";
import { importErrorMessage } from "#words/fr.ts";
import { importPage as importWords, lists } from "#words/imports.ts";
import { changeKindLabel, leavingLabel } from "#words/labels.ts";
import { lateDecision } from "#words/late-decision.ts";
import { problems } from "#words/problems.ts";
import { adminOnly, type MemberEnv, notFound } from "../organizations/member.ts";
import { csvResponse, toCsv } from "../platform/csv.ts";
import { decodeFilename } from "../platform/display-name.ts";
import { readPageNumber } from "../platform/page-number.ts";
import { problem } from "../platform/problem.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import type { Decision, DecisionOutcome } from "./decide/decide.ts";
import { cancelImport, confirmImport, retryImport, undoImport } from "./decide/decide.ts";
import { markLeaversSeen } from "./decide/leavers.ts";
import { readPastDecision } from "./decide/past-decision.ts";
import { formatOfSchool } from "./formats/formats.ts";
import { importLine } from "./import-line.ts";
import { MAX_UPLOAD_BYTES, receiveUpload, type UploadOutcome } from "./receive/receive-upload.ts";
import { errorsCsv } from "./show/errors-csv.ts";
import { readImport, readImports, readLatestImport } from "./show/read-imports.ts";
import { listChanges, listSkipped } from "./show/read-lists.ts";
import { type Difference, showChanges } from "./show/show-changes.ts";
import { CHANGE_KINDS, type ChangeKind } from "./view.ts";

type Member = MemberEnv["Variables"]["member"];

/** Mounted at `/api/organizations/:uai/imports`, behind the membership check. */
export const importRoutes = new Hono<MemberEnv>()
  .post("/", adminOnly, async (c) => {
    const member = c.get("member");
    const size = declaredSize(c.req.header("Content-Length"));
    if (size === null) return lengthRequired();
    const outcome = await receiveUpload(c.env, {
      organization: member.organization,
      user: member.user,
      filename: decodeFilename(c.req.header("X-Filename")),
      body: c.req.raw.body,
      size,
      preview: readPreview(c.req.query("preview"), c.req.query("remember")),
    });
    if (!outcome.ok) return await refusal(c.env, member, outcome);
    c.header("Location", `${new URL(c.req.url).pathname}/${outcome.import.id}`);
    return c.json(outcome.import, 202);
  })
  .get("/", async (c) => {
    const { organization, role } = c.get("member");
    const page = readPageNumber(c.req.query("page"));
    return c.json(await readImports(c.env, { organizationId: organization.id, role, page }));
  })
  .get("/:id", async (c) => {
    const { organization, role } = c.get("member");
    const input = { organizationId: organization.id, importId: c.req.param("id"), role };
    const found = await readImport(c.env, input);
    return found ? c.json(found) : notFound();
  })
  .get("/:id/errors", adminOnly, async (c) => {
    const { organization, role } = c.get("member");
    const input = { organizationId: organization.id, importId: c.req.param("id"), role };
    const found = await readImport(c.env, input);
    if (!found) return notFound();
    if (c.req.query("format") !== "csv") {
      return c.json({ total: found.errorCount, errors: found.errors });
    }
    await recordList(c.env, c.get("member"), { importId: input.importId, list: "errors" });
    const kind = formatOfSchool(organization.kind);
    return csvResponse("erreurs-import.csv", errorsCsv(found, kind));
  })
  .get("/:id/skipped", adminOnly, async (c) => {
    const { organization } = c.get("member");
    const csv = c.req.query("format") === "csv";
    const page = csv ? ("all" as const) : readPageNumber(c.req.query("page"));
    const input = { organizationId: organization.id, importId: c.req.param("id"), page };
    const found = await listSkipped(c.env, input);
    if (!found) return notFound();
    if (!csv) return c.json(found);
    await recordList(c.env, c.get("member"), { importId: input.importId, list: "skipped" });
    const rows = found.skipped.map((one) => [
      one.pupil,
      one.division ?? "",
      one.ine ?? "",
      one.line ?? "",
      leavingLabel(one),
    ]);
    return csvResponse(
      "non-importes.csv",
      toCsv(["Élève", "Classe", "INE", "Ligne", "Motif"], rows),
    );
  })
  .get("/:id/changes", adminOnly, async (c) => {
    const { organization } = c.get("member");
    const csv = c.req.query("format") === "csv";
    const kind = kindOf(c.req.query("kind"));
    const page = csv ? ("all" as const) : readPageNumber(c.req.query("page"));
    const found = await listChanges(c.env, {
      organizationId: organization.id,
      importId: c.req.param("id"),
      page,
      ...(kind && { kind }),
    });
    if (!found) return notFound();
    if (kind === "deactivated") {
      await markLeaversSeen(c.env, {
        organizationId: organization.id,
        importId: c.req.param("id"),
      });
    }
    const { pupilIds: _, ...list } = found;
    if (!csv) return c.json(list);
    await recordList(c.env, c.get("member"), { importId: c.req.param("id"), list: "changes" });
    const rows = (await showChanges(c.env, found.changes)).map((one) => [
      changeKindLabel(one.kind),
      one.pupil,
      one.division,
      describe(one.differences, "before"),
      describe(one.differences, "after"),
      leavingLabel(one),
    ]);
    const headers = ["Changement", "Élève", "Classe", "Avant", "Après", "Motif"];
    return csvResponse("changements-import.csv", toCsv(headers, rows));
  })
  .post("/:id/confirm", adminOnly, (c) =>
    decide(c.env, c.get("member"), c.req.param("id"), confirmImport),
  )
  .post("/:id/cancel", adminOnly, (c) =>
    decide(c.env, c.get("member"), c.req.param("id"), cancelImport),
  )
  .post("/:id/undo", adminOnly, (c) =>
    decide(c.env, c.get("member"), c.req.param("id"), undoImport),
  )
  .post("/:id/retry", adminOnly, (c) =>
    decide(c.env, c.get("member"), c.req.param("id"), retryImport, 202),
  );

async function decide(
  env: SchoolEnv,
  member: Member,
  importId: string,
  decision: (env: SchoolEnv, input: Decision) => Promise<DecisionOutcome>,
  status = 200,
): Promise<Response> {
  const organizationId = member.organization.id;
  const outcome = await decision(env, { organizationId, importId, userId: member.user.id });
  if (!outcome.ok && outcome.reason === "NOT_FOUND") return notFound();
  const current = await readImport(env, { organizationId, importId, role: member.role });
  if (outcome.ok) return Response.json(current, { status });
  const past = await readPastDecision(env, { organizationId, importId });
  const detail = lateDecision.text(past);
  return problem(409, "CONFLICT", problems.actionImpossible, detail, { import: current });
}

/** Records in the journal who downloaded a list: it contains names, and INE where they are needed. */
async function recordList(
  env: SchoolEnv,
  member: Member,
  { importId, list }: { importId: string; list: string },
) {
  await importLine(env, importId, {
    at: Date.now(),
    userId: member.user.id,
    event: "import.list_exported",
    detail: { list },
  }).run();
}

async function refusal(
  env: SchoolEnv,
  member: Member,
  outcome: Exclude<UploadOutcome, { ok: true }>,
): Promise<Response> {
  const kind = formatOfSchool(member.organization.kind);
  if (outcome.code === "IMPORT_ACTIVE") {
    const latest = await readLatestImport(env, {
      organizationId: member.organization.id,
      role: member.role,
    });
    return problem(409, outcome.code, problems.importAlready, problems.importAlreadyText, {
      import: latest,
    });
  }
  if (outcome.code === "BODY_INTERRUPTED") {
    return problem(400, outcome.code, problems.uploadInterrupted, importWords.upload.interrupted);
  }
  const { code } = outcome;
  const detail = importErrorMessage({ code, kind, detail: outcome.detail });
  return code === "PAYLOAD_TOO_LARGE"
    ? problem(413, code, problems.tooLarge, detail, { maxBytes: MAX_UPLOAD_BYTES })
    : problem(415, code, problems.formatNotSupported, detail);
}

/** `?preview=1`: wait before applying; `&remember=1`: also for the school's next imports. */
function readPreview(preview: string | undefined, remember: string | undefined) {
  if (preview !== "1" && preview !== "0") return null;
  return { wanted: preview === "1", remember: remember === "1" };
}

function lengthRequired(): Response {
  return problem(411, "LENGTH_REQUIRED", problems.lengthTitle, problems.length);
}

function declaredSize(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function kindOf(raw: string | undefined): ChangeKind | undefined {
  return CHANGE_KINDS.find((kind) => kind === raw);
}

function describe(differences: Difference[], side: "before" | "after"): string {
  return differences
    .map((one) => lists.change(one.label) + (one[side] || lists.nothing))
    .join(" · ");
}
