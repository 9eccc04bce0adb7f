import { campaignName } from "#words/campaigns.ts";
import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { isYearLevel } from "../../pupils/level.ts";
import { type CreateFaultCode, readCode } from "../create/codes.ts";
import { isIsoDate, readName } from "../create/plan-campaigns.ts";
import { readProgramme } from "../programme.ts";
import type { CampaignRow } from "../show/list-campaigns.ts";
import { findCampaign } from "../show/read-campaign.ts";
import { type CampaignState, isCampaignKind } from "../view.ts";

/** An absent field stays; an empty code or due date is removed, an empty name becomes the default one. */
export type Change = {
  code?: string | null;
  name?: string;
  dueOn?: string | null;
  state?: string;
  kind?: string;
  level?: string | null;
};

export type ChangeFault = CreateFaultCode | "STATE_INVALID" | "CODE_MISSING";
export type ChangeOutcome =
  | { ok: true }
  | { ok: false; reason: "NOT_FOUND" }
  | { ok: false; reason: "ARCHIVED" }
  | { ok: false; reason: "REFUSED"; fault: { code: ChangeFault; value: string; other?: string } };

/** Attempts: a concurrent change makes this one start again. More conflicts than this are not normal use. */
const TRIES = 5;

/**
 * Changes one campaign. `state`: `open` or `closed`, which also takes an archived campaign out of the archive;
 * without `state`, an archived campaign is refused. A campaign with neither a code nor a provider number stays
 * planned until it is closed.
 */
export async function changeCampaign(
  env: SchoolEnv,
  input: { organizationId: number; campaignId: string; userId: string; change: Change },
): Promise<ChangeOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await findCampaign(env, input);
    if (!row) return { ok: false, reason: "NOT_FOUND" };
    const isArchived = row.state === "archived";
    if (isArchived && input.change.state === undefined) return { ok: false, reason: "ARCHIVED" };
    const changed = applyChange(env, row, input.change);
    if ("code" in changed && "value" in changed) {
      return { ok: false, reason: "REFUSED", fault: changed };
    }
    const { next } = changed;
    if (JSON.stringify(next) === JSON.stringify(row)) return { ok: true };
    const holder = await findHolder(env, input.organizationId, next);
    if (holder !== null) {
      const fault = { code: "CODE_TAKEN" as const, value: next.code ?? "", other: holder };
      return { ok: false, reason: "REFUSED", fault };
    }
    if (await writeChange(env, input, row, next)) return { ok: true };
  }
  throw new Error("the campaign changes too often to be changed");
}

/** The name of the other campaign of the school that has this code; null when the code is free. */
async function findHolder(env: SchoolEnv, organizationId: number, next: CampaignRow) {
  return await env.DB.prepare(
    "SELECT name FROM campaign WHERE organization_id = ?1 AND code = ?2 AND id <> ?3",
  )
    .bind(organizationId, next.code, next.id)
    .first<string>("name");
}

/** False when the campaign changed, or another campaign took its code, meanwhile. */
async function writeChange(
  env: SchoolEnv,
  input: { organizationId: number; userId: string },
  row: CampaignRow,
  next: CampaignRow,
): Promise<boolean> {
  const { organizationId } = input;
  const wasArchived = row.state === "archived";
  const statements = [
    assertInBatch(
      env,
      `EXISTS (SELECT 1 FROM campaign WHERE organization_id = ?1 AND id = ?3 AND revision = ?4)
       AND NOT EXISTS (SELECT 1 FROM campaign WHERE organization_id = ?1 AND code = ?2 AND id <> ?3)`,
      ...[organizationId, next.code, row.id, row.revision],
    ),
    env.DB.prepare(
      `UPDATE campaign SET code = ?3, name = ?4, due_on = ?5, state = ?6, kind = ?7, level = ?8,
         revision = revision + 1 WHERE organization_id = ?1 AND id = ?2`,
    ).bind(
      ...[organizationId, row.id, next.code, next.name, next.due_on, next.state, next.kind],
      next.level,
    ),
    ...(wasArchived
      ? [
          env.DB.prepare(
            "DELETE FROM campaign_archived WHERE organization_id = ?1 AND campaign_id = ?2",
          ).bind(organizationId, row.id),
        ]
      : []),
  ];
  return await runJournalled(env, statements, {
    organizationId,
    at: Date.now(),
    userId: input.userId,
    event: wasArchived ? "campaign.reopened" : "campaign.changed",
    subject: row.id,
    detail: { name: next.name },
  });
}

type Refused = { code: ChangeFault; value: string };

function applyChange(
  env: SchoolEnv,
  row: CampaignRow,
  change: Change,
): { next: CampaignRow } | Refused {
  const programme = readProgramme(env);
  const next = { ...row };
  if (change.code !== undefined) {
    const read = change.code?.trim() ? readCode(change.code, programme.provider) : null;
    if (read && !read.ok) return { code: read.fault, value: change.code ?? "" };
    next.code = read?.code ?? null;
  }
  if (change.kind !== undefined) {
    if (!isCampaignKind(change.kind)) return { code: "KIND_INVALID", value: change.kind };
    next.kind = change.kind;
  }
  if (change.level !== undefined) next.level = change.level || null;
  const { level } = next;
  if (change.kind !== undefined || change.level !== undefined) {
    if (level !== null && !isYearLevel(level)) return { code: "LEVEL_ABSENT", value: level };
    if (level !== null && !programme.kinds[next.kind].levels.includes(level)) {
      return { code: "KIND_LEVEL", value: level };
    }
  }
  if (change.name !== undefined) {
    const name = readName(change.name);
    if (name === null) return { code: "NAME_INVALID", value: change.name };
    next.name = name || campaignName(next);
  }
  if (change.dueOn !== undefined) {
    const dueOn = change.dueOn || null;
    if (dueOn !== null && !isIsoDate(dueOn)) return { code: "DUE_INVALID", value: dueOn };
    next.due_on = dueOn;
  }
  const { state } = change;
  if (state !== undefined && state !== "open" && state !== "closed") {
    return { code: "STATE_INVALID", value: state };
  }
  // Files from before June 2023 have no code: their campaign is still open.
  const isNamed = next.code !== null || row.external_id !== null;
  if (state === "open" && !isNamed && row.state === "planned") {
    return { code: "CODE_MISSING", value: "" };
  }
  next.state = stateOf(row, state, isNamed);
  return { next };
}

/** Without a code or provider number there is nothing to hand out: the campaign is planned, not open. */
function stateOf(row: CampaignRow, asked: Change["state"], isNamed: boolean): CampaignState {
  const state = asked ?? row.state;
  if (state === "closed" || state === "archived") return state;
  return isNamed ? "open" : "planned";
}
