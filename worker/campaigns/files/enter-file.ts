import { campaignName } from "#words/campaigns.ts";
import { parisDate, schoolYearOf } from "../../platform/clock.ts";
import { displayName } from "../../platform/display-name.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { yearLevelSql } from "../../pupils/level.ts";
import { CAMPAIGNS_TOKEN } from "../create/create-campaigns.ts";
import { readProgramme } from "../programme.ts";
import { momentOfFilename } from "../read/file-moment.ts";
import type { ReadFile } from "../read/file-reader.ts";
import type { FileReport } from "../view.ts";
import { keepFile } from "./keep-file.ts";
import { Matcher } from "./match-lines.ts";
import { readPeople } from "./people.ts";
import { type PlacedLine, placeLines } from "./place-lines.ts";
import type { PlacedFile, Target } from "./placed-file.ts";
import { type BodyRefusal, readBody } from "./read-body.ts";
import { releaseLease, takeLease } from "./reading-lease.ts";

export type EnterFileInput = {
  organizationId: number;
  user: { id: string; name: string };
  /** The file, as a stream or in memory. */
  body: ReadableStream<Uint8Array> | Uint8Array | null;
  /** As the browser or the header gives it; the moment of the file is read from it. */
  filename: string;
  /** Returns what would be done, and writes nothing. */
  preview?: boolean;
};

export type EnterFileOutcome =
  | { ok: true; report: FileReport; target: FileTarget }
  | { ok: false; code: BodyRefusal["code"] | "NOBODY_MATCHED" | "ARCHIVED"; line?: number };

/** The campaign that a file would create, as shown in the preview. */
export type FileTarget = Pick<Target, "code" | "kind" | "level">;

const TRIES = 5;
/** A new campaign takes the level that at least this share of the file's matched pupils have. */
const SHARE_OF_LEVEL = 0.8;

/**
 * Imports a results file: finds its campaign by the code (or creates one), matches each line with a pupil, and
 * stores the new lines. The same file again changes nothing; an older file lowers no state; a later file without
 * new lines only updates the date of the numbers. All of it, or nothing. The file is read window by window; `BUSY`
 * while another file of the school is being imported.
 */
export async function enterCampaignFile(
  env: SchoolEnv,
  input: EnterFileInput,
): Promise<EnterFileOutcome> {
  const lease = await takeLease(env, input.organizationId);
  if (!lease) return { ok: false, code: "BUSY" };
  try {
    const body = input.body instanceof Uint8Array ? streamOf(input.body) : input.body;
    const file = await readBody(env, body, lease);
    return file.ok ? await enterRead(env, input, file) : file;
  } finally {
    await releaseLease(env, lease);
  }
}

async function enterRead(
  env: SchoolEnv,
  input: EnterFileInput,
  file: ReadFile,
): Promise<EnterFileOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const placed = await placeFile(env, input, file);
    if (typeof placed === "string") return { ok: false, code: placed };
    const { target, fresh, report } = placed;
    if (input.preview) {
      const campaign = { ...report.campaign, id: target.isNew ? null : target.id };
      return { ok: true, report: { ...report, campaign }, target };
    }
    if (fresh.length === 0 && !target.isNew && !placed.isNewer) return { ok: true, report, target };
    if (await keepFile(env, input, placed)) return { ok: true, report, target };
  }
  throw new Error("the campaigns change too often for this file");
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function placeFile(
  env: SchoolEnv,
  input: EnterFileInput,
  file: ReadFile,
): Promise<PlacedFile | "NOBODY_MATCHED" | "ARCHIVED"> {
  const { organizationId } = input;
  const now = Date.now();
  const { target, token, known, knownAsOf } = await findTarget(env, organizationId, file, now);
  if (target.state === "archived") return "ARCHIVED";
  const { people, answers } = await readPeople(env, { organizationId, year: target.year });
  const already = new Set(known.flatMap(({ pupil_id }) => pupil_id ?? []));
  const lines = placeLines(file.lines, new Matcher(people, answers, already));
  const hasOne = lines.some(({ match }) => match.kind !== "waiting" || match.candidates.length > 0);
  if (!hasOne) return "NOBODY_MATCHED";
  if (target.isNew) target.level = await levelOfLines(env, organizationId, target.year, lines);
  if (target.name === "") target.name = campaignName({ ...target, variant: "" });
  const facts = new Map(known.map((one) => [one.fact, one]));
  const isKnown = (line: PlacedLine) => {
    const one = facts.get(line.fact);
    return (
      one !== undefined &&
      (one.pupil_id !== null || one.answer !== null || line.match.kind === "waiting")
    );
  };
  const fresh = lines.filter((line) => !isKnown(line));
  const statedAt = momentOfFilename(input.filename) ?? file.newest;
  return {
    ...{ target, token, fresh },
    isNewer: statedAt !== null && statedAt > knownAsOf,
    filename: displayName(input.filename, "resultats.csv"),
    asOf: statedAt ?? now,
    report: {
      campaign: { id: target.id, name: target.name, created: target.isNew },
      ...countLines(lines, isKnown, known),
    },
  };
}

type KnownLine = {
  fact: string;
  pupil_id: string | null;
  answer: string | null;
  rank: number;
  at: number | null;
};

async function findTarget(env: SchoolEnv, organizationId: number, file: ReadFile, now: number) {
  const { id: provider } = readProgramme(env).provider;
  const [tokens, found, lines, files] = await env.DB.batch<Record<string, unknown>>([
    env.DB.prepare(`SELECT ${CAMPAIGNS_TOKEN} AS token`).bind(organizationId),
    env.DB.prepare(FOUND).bind(organizationId, provider, file.code, file.externalId),
    env.DB.prepare(
      `SELECT l.fact, CAST(l.pupil_id AS TEXT) AS pupil_id, l.answer, l.rank, l.at
       FROM (${FOUND}) c CROSS JOIN campaign_line l ON l.organization_id = ?1 AND l.campaign_id = c.id`,
    ).bind(organizationId, provider, file.code, file.externalId),
    env.DB.prepare(
      `SELECT max(f.as_of) AS asOf FROM (${FOUND}) c CROSS JOIN campaign_file f
         ON f.organization_id = ?1 AND f.campaign_id = c.id AND f.undone_at IS NULL`,
    ).bind(organizationId, provider, file.code, file.externalId),
  ]);
  const [row] = (found?.results ?? []) as Target[];
  const target: Target = row
    ? { ...row, isNew: false }
    : {
        id: crypto.randomUUID(),
        isNew: true,
        year: schoolYearOf(parisDate(file.newest ?? now)),
        kind: file.kind === "collection" ? "collecte" : "autre",
        level: null,
        name: file.name,
        code: file.code,
        externalId: file.externalId,
        state: "open",
      };
  // The identifiers in the file complete the campaign: a code, or the number of the provider.
  target.code ??= file.code;
  target.externalId ??= file.externalId;
  return {
    target,
    token: String(tokens?.results[0]?.token),
    known: (lines?.results ?? []) as KnownLine[],
    knownAsOf: Number(files?.results[0]?.asOf ?? 0),
  };
}

/** Found by the code; else by the number of the provider, unless that campaign has another code. */
const FOUND = `SELECT id, school_year AS year, kind, level, name, code, external_id AS externalId, state
  FROM campaign WHERE organization_id = ?1 AND provider = ?2 AND code = ?3
  UNION ALL
  SELECT id, school_year, kind, level, name, code, external_id, state
  FROM campaign WHERE organization_id = ?1 AND provider = ?2 AND external_id = ?4
    AND (code IS NULL OR ?3 IS NULL) AND NOT EXISTS (SELECT 1 FROM campaign
      WHERE organization_id = ?1 AND provider = ?2 AND code = ?3)`;

async function levelOfLines(
  env: SchoolEnv,
  organizationId: number,
  year: string,
  lines: PlacedLine[],
): Promise<string | null> {
  const ids = [
    ...new Set(lines.flatMap(({ match }) => (match.kind === "pupil" ? match.pupilId : []))),
  ];
  const { results } = await env.DB.prepare(
    `SELECT ${yearLevelSql("s.mef")} AS level, count(*) AS pupils
     FROM json_each(?3) each CROSS JOIN schooling s ON s.organization_id = ?1 AND s.pupil_id = each.value
       AND s.year = CAST(?2 AS INTEGER)
     GROUP BY 1 ORDER BY 2 DESC`,
  )
    .bind(organizationId, year, JSON.stringify(ids))
    .all<{ level: string; pupils: number }>();
  const total = results.reduce((sum, { pupils }) => sum + pupils, 0);
  const [most] = results;
  return most && most.pupils >= SHARE_OF_LEVEL * total ? most.level : null;
}

function countLines(
  lines: PlacedLine[],
  isKnown: (line: PlacedLine) => boolean,
  known: KnownLine[],
): Omit<FileReport, "campaign"> {
  const best = new Map<string, KnownLine>();
  for (const one of known) {
    const held = one.pupil_id === null ? undefined : best.get(one.pupil_id);
    if (one.pupil_id !== null && (!held || isBetter(one, held))) best.set(one.pupil_id, one);
  }
  const counts = { rows: lines.length, matched: 0, waiting: 0, staff: 0, unchanged: 0, older: 0 };
  for (const line of lines) {
    const { match } = line;
    if (match.kind === "waiting") counts.waiting += 1;
    if (match.kind === "answer" && match.answer === "staff") counts.staff += 1;
    if (match.kind === "pupil") counts.matched += 1;
    if (isKnown(line)) counts.unchanged += 1;
    else if (match.kind === "pupil") {
      const held = best.get(match.pupilId);
      if (held && isBetter(held, line)) counts.older += 1;
    }
  }
  return counts;
}

type Standing = { rank: number; at: number | null };

function isBetter(one: Standing, other: Standing): boolean {
  return one.rank !== other.rank ? one.rank > other.rank : (one.at ?? 0) > (other.at ?? 0);
}
