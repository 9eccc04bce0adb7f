import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  campaignFaultMessage,
  campaignRefusals,
  doubtfulCode,
  resultFileRefusals,
} from "#words/campaigns.ts";
import { problems } from "#words/problems.ts";
import { adminOnly, type MemberEnv, notFound } from "../organizations/member.ts";
import { MAX_CAMPAIGN_FILE_BYTES } from "../platform/bounds.ts";
import { parisDate, schoolYearOf } from "../platform/clock.ts";
import { csvResponse } from "../platform/csv.ts";
import { decodeFilename } from "../platform/display-name.ts";
import { readPageNumber } from "../platform/page-number.ts";
import { problem } from "../platform/problem.ts";
import type { SchoolEnv } from "../platform/school-env.ts";
import { archiveYear } from "./change/archive-year.ts";
import { changeCampaign } from "./change/change-campaign.ts";
import { remindColleagues } from "./change/remind-colleagues.ts";
import { setExceptions } from "./change/set-exceptions.ts";
import { type CreateInput, createCampaigns } from "./create/create-campaigns.ts";
import { enterCampaignFile } from "./files/enter-file.ts";
import { statusOfFile } from "./files/file-status.ts";
import { listWaitingLines } from "./files/list-waiting.ts";
import { settleLines } from "./files/settle-lines.ts";
import { undoLastFile } from "./files/undo-file.ts";
import { isSchoolYear } from "./programme.ts";
import { serveSheets } from "./sheets/serve-sheets.ts";
import { readSheetQuery } from "./sheets/sheet-query.ts";
import { listCampaigns } from "./show/list-campaigns.ts";
import {
  exportParticipants,
  isParticipantState,
  listParticipants,
} from "./show/list-participants.ts";
import { findCampaign, readCampaign } from "./show/read-campaign.ts";

type CampaignEnv = { Bindings: SchoolEnv; Variables: MemberEnv["Variables"] & { json?: unknown } };

const Year = z.string().refine(isSchoolYear);
const Text = z.string().max(500);
const Creation = z.object({
  year: z.unknown().optional(),
  campaigns: z
    .array(
      z.object({
        kind: Text,
        level: Text,
        variant: Text.nullish(),
        code: Text.nullish(),
        name: Text.nullish(),
        dueOn: Text.nullish(),
      }),
    )
    .min(1)
    .max(200),
});
const ChangeWish = z
  .object({
    code: Text.nullable(),
    name: Text,
    dueOn: Text.nullable(),
    state: Text,
    kind: Text,
    level: Text.nullable(),
  })
  .partial();
const ExceptionsWish = z.object({
  divisions: z.array(z.object({ division: Text.min(1), in: z.boolean() })).default([]),
  pupils: z.array(z.object({ pupilId: Text.min(1), in: z.boolean() })).default([]),
});
const ArchiveWish = z.object({ year: Year });
const AnswersWish = z.object({
  answers: z
    .array(
      z.union([
        z.object({ id: Text, pupilId: Text.min(1) }),
        z.object({ id: Text, answer: z.enum(["nobody", "staff"]) }),
      ]),
    )
    .min(1)
    .max(500),
});
const RemindersWish = z.object({ to: z.array(z.email().max(254)).min(1).max(50) });

/** Mounted at `/api/organizations/:uai/campaigns`, behind the membership check. */
export const campaignRoutes = new Hono<CampaignEnv>()
  .get("/", async (c) => {
    const asked = c.req.query("year");
    if (asked !== undefined && !isSchoolYear(asked)) return refusal("YEAR_INVALID");
    const organizationId = c.get("member").organization.id;
    return c.json(await listCampaigns(c.env, { organizationId, year: asked ?? thisYear() }));
  })
  .post("/", adminOnly, async (c) => {
    const wish = Creation.safeParse(c.get("json"));
    if (!wish.success) return refusal("BODY_INVALID", 400);
    const { year = thisYear() } = wish.data;
    if (!isSchoolYear(year)) return refusal("YEAR_INVALID");
    const { organization, user } = c.get("member");
    return await create(c.env, {
      organizationId: organization.id,
      user,
      year,
      campaigns: wish.data.campaigns.map((one) => ({
        kind: one.kind,
        level: one.level,
        variant: one.variant ?? "",
        code: one.code ?? "",
        name: one.name ?? "",
        dueOn: one.dueOn ?? "",
      })),
      preview: c.req.query("preview") === "1",
    });
  })
  .get("/waiting", adminOnly, async (c) => {
    const organizationId = c.get("member").organization.id;
    return c.json(await listWaitingLines(c.env, { organizationId }));
  })
  .post("/waiting", adminOnly, async (c) => {
    const wish = AnswersWish.safeParse(c.get("json"));
    if (!wish.success) return refusal("BODY_INVALID", 400);
    const { organization, user } = c.get("member");
    const settled = await settleLines(c.env, {
      organizationId: organization.id,
      userId: user.id,
      answers: wish.data.answers,
    });
    return settled.ok ? c.json(settled.counts) : refusal(settled.reason);
  })
  .post("/results", adminOnly, async (c) => {
    const { organization, user } = c.get("member");
    if (Number(c.req.header("Content-Length") ?? 0) > MAX_CAMPAIGN_FILE_BYTES) {
      return fileRefusal({ code: "TOO_LARGE" });
    }
    const entered = await enterCampaignFile(c.env, {
      organizationId: organization.id,
      user,
      body: c.req.raw.body,
      filename: decodeFilename(c.req.header("X-Filename")),
      preview: c.req.query("preview") === "1",
    });
    return entered.ok ? c.json(entered.report) : fileRefusal(entered);
  })
  .post("/results/undo", adminOnly, async (c) => {
    const { organization, user } = c.get("member");
    const undone = await undoLastFile(c.env, { organizationId: organization.id, userId: user.id });
    return undone ? c.json(undone) : refusal("NOTHING_TO_UNDO", 409);
  })
  .post("/archive", adminOnly, async (c) => {
    const wish = ArchiveWish.safeParse(c.get("json"));
    if (!wish.success) return refusal("YEAR_INVALID");
    const { organization, user } = c.get("member");
    const input = { organizationId: organization.id, userId: user.id, year: wish.data.year };
    return c.json({ year: input.year, archived: await archiveYear(c.env, input) });
  })
  .get("/sheets.pdf", async (c) => {
    const selection = readSheetQuery(new URL(c.req.url).searchParams, Date.now());
    if (!selection) return refusal("YEAR_INVALID");
    return await serveSheets(c.env, { member: c.get("member"), request: c.req.raw, selection });
  })
  .get("/:id", async (c) => {
    const found = await readCampaign(c.env, whichOf(c));
    return found ? c.json(found) : notFound();
  })
  .patch("/:id", adminOnly, async (c) => {
    const wish = ChangeWish.safeParse(c.get("json"));
    if (!wish.success) return refusal("BODY_INVALID", 400);
    const userId = c.get("member").user.id;
    // An absent field stays unchanged: zod leaves it out, as in the type.
    const change = Object.fromEntries(
      Object.entries(wish.data).filter(([, value]) => value !== undefined),
    );
    const outcome = await changeCampaign(c.env, { ...whichOf(c), userId, change });
    if (outcome.ok) return c.json(await readCampaign(c.env, whichOf(c)));
    if (outcome.reason === "NOT_FOUND") return notFound();
    if (outcome.reason === "ARCHIVED") return refusal("ARCHIVED", 409);
    const message = campaignFaultMessage(outcome.fault);
    const errors = [{ line: 1, code: outcome.fault.code, message }];
    return problem(422, outcome.fault.code, problems.campaignChangeRefused, message, { errors });
  })
  .put("/:id/exceptions", adminOnly, async (c) => {
    const wish = ExceptionsWish.safeParse(c.get("json"));
    if (!wish.success) return refusal("BODY_INVALID", 400);
    const userId = c.get("member").user.id;
    const outcome = await setExceptions(c.env, { ...whichOf(c), userId, ...wish.data });
    if (outcome.ok) return c.json(await readCampaign(c.env, whichOf(c)));
    if (outcome.reason === "NOT_FOUND") return notFound();
    return refusal(outcome.reason, outcome.reason === "ARCHIVED" ? 409 : 422);
  })
  .get("/:id/participants", async (c) => {
    const { role, user } = c.get("member");
    const division = c.req.query("division");
    const state = c.req.query("state");
    if (state && !isParticipantState(state)) return refusal("STATE_INVALID");
    const query = {
      ...whichOf(c),
      role,
      ...(division && { division }),
      ...(isParticipantState(state) && { state }),
    };
    if (c.req.query("format") === "csv") {
      const csv = await exportParticipants(c.env, { ...query, userId: user.id });
      return csv === null ? notFound() : csvResponse("participants.csv", csv);
    }
    const page = readPageNumber(c.req.query("page"));
    const found = await listParticipants(c.env, { ...query, page });
    return found ? c.json(found) : notFound();
  })
  .post("/:id/reminders", adminOnly, async (c) => {
    if (!(await findCampaign(c.env, whichOf(c)))) return notFound();
    const wish = RemindersWish.safeParse(c.get("json"));
    if (!wish.success) return refusal("ADDRESSES_INVALID");
    const { organization, user } = c.get("member");
    const sent = await remindColleagues(c.env, {
      ...whichOf(c),
      organization,
      user,
      to: wish.data.to,
    });
    if (sent === "TOO_MANY_REMINDERS") return refusal(sent, 429);
    return sent ? c.json({ recipients: sent.recipients }, 202) : notFound();
  });

/** The campaign of the URL, in the school of the URL. */
function whichOf(c: Context<CampaignEnv, "/:id">): { organizationId: number; campaignId: string } {
  return { organizationId: c.get("member").organization.id, campaignId: c.req.param("id") };
}

function fileRefusal({ code, line }: { code: keyof typeof resultFileRefusals; line?: number }) {
  const message = resultFileRefusals[code];
  const at = line === undefined ? "" : problems.atLine(line);
  const errors = [{ code, ...(line !== undefined && { line }), message }];
  const name = code === "TOO_LARGE" ? "PAYLOAD_TOO_LARGE" : code;
  return problem(statusOfFile(code), name, problems.fileRefused, `${at}${message}`, {
    errors,
  });
}

function thisYear(): string {
  return schoolYearOf(parisDate(Date.now()));
}

async function create(env: SchoolEnv, input: CreateInput): Promise<Response> {
  const outcome = await createCampaigns(env, input);
  if (!outcome.ok) {
    const errors = outcome.errors.map((fault) => ({
      line: fault.line,
      code: fault.code,
      message: campaignFaultMessage(fault),
    }));
    const [first] = errors;
    return problem(
      422,
      first?.code ?? "REFUSED",
      problems.campaignsRefused,
      problems.nothingKept(first?.message),
      { errors },
    );
  }
  const { created, filled, unchanged, planned } = outcome;
  const listed = await listCampaigns(env, input);
  const ids = new Set(planned.map(({ campaign }) => campaign.id));
  const warnings = planned
    .filter(({ doubtful }) => doubtful)
    .map(({ line }) => ({ line, code: "CODE_DOUBTFUL", message: doubtfulCode }));
  return Response.json(
    {
      ...{ created, filled, unchanged },
      campaigns: listed.campaigns.filter(({ id }) => ids.has(id)),
      warnings,
    },
    { status: created > 0 && !input.preview ? 201 : 200 },
  );
}

function refusal(code: keyof typeof campaignRefusals, status = 422): Response {
  return problem(status, code, problems.requestRefused, campaignRefusals[code]);
}
