import { campaignName } from "#words/campaigns.ts";
import { runJournalled } from "../../journal/record.ts";
import { schoolYearEnd } from "../../platform/clock.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { readProgramme } from "../programme.ts";
import { LEVELS_OF_YEAR, toLevels } from "../show/levels-of-year.ts";
import type { CreateFault } from "./codes.ts";
import { type Asked, type Known, type Planned, planCampaigns } from "./plan-campaigns.ts";

export type CreateInput = {
  organizationId: number;
  user: { id: string };
  /** `2026-2027`. */
  year: string;
  campaigns: Asked[];
  /** Returns what would be done, and writes nothing. */
  preview?: boolean;
};

export type CreateOutcome =
  | { ok: true; created: number; filled: number; unchanged: number; planned: Planned[] }
  | { ok: false; errors: CreateFault[] };

/** Attempts: a concurrent change makes the plan start again. More conflicts than this are not normal use. */
const TRIES = 8;

/**
 * Prepares the campaigns of a school year, all of them or none. An existing campaign (same year, kind, level and
 * variant) is not created twice: it takes the code if it had none; a different code creates another campaign.
 * Repeated or concurrent calls give one set. `planned` holds the outcome of each entry, in the order of the
 * request.
 */
export async function createCampaigns(env: SchoolEnv, input: CreateInput): Promise<CreateOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const base = await readBase(env, input);
    const plan = planCampaigns({ ...input, ...base, programme: readProgramme(env) });
    if (!plan.ok) return plan;
    const { planned } = plan;
    const of = (outcome: Planned["outcome"]) => planned.filter((one) => one.outcome === outcome);
    const counts = {
      created: of("created").length,
      filled: of("filled").length,
      unchanged: of("unchanged").length,
    };
    const isNothing = counts.created + counts.filled === 0;
    if (input.preview || isNothing) return { ok: true, ...counts, planned };
    if (await write(env, input, base.token, planned, counts))
      return { ok: true, ...counts, planned };
  }
  throw new Error("the campaigns change too often to be created");
}

/** SQL: changes whenever a campaign of school `?1` is made, changed or deleted. */
export const CAMPAIGNS_TOKEN = `(SELECT count(*) || ' ' || coalesce(sum(revision), 0) || ' '
  || coalesce(max(created_at), 0) FROM campaign WHERE organization_id = ?1)`;

async function readBase(env: SchoolEnv, input: CreateInput) {
  const [known, levels, token] = await env.DB.batch<Record<string, string | number | null>>([
    env.DB.prepare(
      `SELECT id, school_year AS year, kind, level, variant, code, external_id AS externalId, name, due_on AS dueOn
       FROM campaign WHERE organization_id = ?1 ORDER BY created_at, id`,
    ).bind(input.organizationId),
    env.DB.prepare(LEVELS_OF_YEAR).bind(
      ...[input.organizationId, input.year, null, schoolYearEnd(input.year)],
    ),
    env.DB.prepare(`SELECT ${CAMPAIGNS_TOKEN} AS token`).bind(input.organizationId),
  ]);
  return {
    known: (known?.results ?? []) as unknown as Known[],
    levels: toLevels(JSON.parse(String(levels?.results[0]?.levels))),
    token: String(token?.results[0]?.token),
  };
}

async function write(
  env: SchoolEnv,
  input: CreateInput,
  token: string,
  planned: Planned[],
  counts: { created: number; filled: number },
): Promise<boolean> {
  const now = Date.now();
  const provider = readProgramme(env).provider.id;
  const created = planned
    .filter(({ outcome }) => outcome === "created")
    .map(({ campaign }) => ({ ...campaign, name: campaign.name || campaignName(campaign) }));
  const filled = planned.filter(({ outcome }) => outcome === "filled");
  const statements = [
    assertInBatch(env, `${CAMPAIGNS_TOKEN} = ?2`, input.organizationId, token),
    env.DB.prepare(
      `INSERT INTO campaign (id, organization_id, school_year, ends_in, kind, level, variant, name, provider, code,
         due_on, state, created_at, created_by)
       SELECT value ->> 'id', ?1, ?2, CAST(substr(?2, 6) AS INTEGER), value ->> 'kind', value ->> 'level', value ->> 'variant',
         value ->> 'name', ?3, value ->> 'code', value ->> 'dueOn',
         CASE WHEN value ->> 'code' IS NULL THEN 'planned' ELSE 'open' END, ?4, ?5
       FROM json_each(?6)`,
    ).bind(input.organizationId, input.year, provider, now, input.user.id, JSON.stringify(created)),
    env.DB.prepare(
      `UPDATE campaign SET code = f.value ->> 'code', revision = revision + 1,
         state = CASE state WHEN 'planned' THEN 'open' ELSE state END
       FROM json_each(?2) f WHERE campaign.organization_id = ?1 AND campaign.id = f.value ->> 'id'`,
    ).bind(input.organizationId, JSON.stringify(filled.map(({ campaign }) => campaign))),
  ];
  return await runJournalled(env, statements, {
    organizationId: input.organizationId,
    at: now,
    userId: input.user.id,
    event: "campaigns.created",
    subject: input.year,
    detail: { created: counts.created, filled: counts.filled },
  });
}
