import { runJournalled } from "../../journal/record.ts";
import { assertInBatch } from "../../platform/database.ts";
import type { SchoolEnv, SchoolStatement } from "../../platform/school-env.ts";
import { CAMPAIGNS_TOKEN } from "../create/create-campaigns.ts";
import { readProgramme } from "../programme.ts";
import type { PlacedLine } from "./place-lines.ts";
import type { PlacedFile } from "./placed-file.ts";

/** JSON goes to D1 in parameters of 2 MB at most. */
const CHUNK = 2_000;

const COLUMNS = [
  ...["id", "line", "fact", "last_name", "first_name", "name_key", "division", "division_key"],
  ...[
    "started_on",
    "twin",
    "rank",
    "at",
    "mastery",
    "pix",
    "pupil_id",
    "found_in",
    "answer",
    "reason",
  ],
];

/**
 * Stores a matched file in one transaction: its new campaign if any, the file, the lines, one journal line. Returns
 * false and writes nothing when the campaigns of the school changed meanwhile.
 */
export async function keepFile(
  env: SchoolEnv,
  input: { organizationId: number; user: { id: string; name: string } },
  placed: PlacedFile,
): Promise<boolean> {
  const { organizationId } = input;
  const { target, report } = placed;
  const now = Date.now();
  const fileId = crypto.randomUUID();
  const statements = [
    assertInBatch(env, `${CAMPAIGNS_TOKEN} = ?2`, organizationId, placed.token),
    target.isNew ? makeCampaign(env, input, placed, fileId, now) : fillCampaign(env, input, placed),
    env.DB.prepare(
      `INSERT INTO campaign_file (id, organization_id, campaign_id, filename, as_of, rows, matched, waiting,
         staff, unchanged, older, uploaded_at, uploaded_by, uploaded_by_name)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)`,
    ).bind(
      ...[fileId, organizationId, target.id, placed.filename, placed.asOf],
      ...[report.rows, report.matched, report.waiting, report.staff],
      ...[report.unchanged, report.older, now],
      ...[input.user.id, input.user.name],
    ),
    ...keepLines(env, organizationId, { campaignId: target.id, fileId, lines: placed.fresh }),
  ];
  return await runJournalled(env, statements, {
    organizationId,
    at: now,
    userId: input.user.id,
    event: "campaign.results_imported",
    subject: target.id,
    detail: { name: target.name, rows: report.rows, waiting: report.waiting },
  });
}

function makeCampaign(
  env: SchoolEnv,
  input: { organizationId: number; user: { id: string } },
  { target }: PlacedFile,
  fileId: string,
  now: number,
) {
  return env.DB.prepare(
    `INSERT INTO campaign (id, organization_id, school_year, ends_in, kind, level, name, provider, code, external_id,
       state, created_at, created_by, made_by_file)
     VALUES (?1, ?2, ?3, CAST(substr(?3, 6) AS INTEGER), ?4, ?5, ?6, ?7, ?8, ?9, 'open', ?10, ?11, ?12)`,
  ).bind(
    ...[target.id, input.organizationId, target.year, target.kind, target.level, target.name],
    ...[readProgramme(env).provider.id, target.code, target.externalId, now, input.user.id, fileId],
  );
}

/** Sets the number of the provider unless another campaign has it, and opens a planned campaign. */
function fillCampaign(
  env: SchoolEnv,
  { organizationId }: { organizationId: number },
  { target }: PlacedFile,
) {
  return env.DB.prepare(
    `UPDATE campaign SET code = ?3, revision = revision + 1,
       external_id = CASE WHEN EXISTS (SELECT 1 FROM campaign o WHERE o.organization_id = ?1
         AND o.provider = ?5 AND o.external_id = ?4 AND o.id <> ?2) THEN external_id ELSE ?4 END,
       state = CASE state WHEN 'planned' THEN 'open' ELSE state END
     WHERE organization_id = ?1 AND id = ?2`,
  ).bind(
    ...[organizationId, target.id, target.code, target.externalId, readProgramme(env).provider.id],
  );
}

/** A stored line without a pupil takes the pupil matched now; a person's answer about it stays. */
function* keepLines(
  env: SchoolEnv,
  organizationId: number,
  { campaignId, fileId, lines }: { campaignId: string; fileId: string; lines: PlacedLine[] },
): Generator<SchoolStatement> {
  for (let at = 0; at < lines.length; at += CHUNK) {
    const rows = lines.slice(at, at + CHUNK).map(valuesOf);
    yield env.DB.prepare(
      `INSERT INTO campaign_line (organization_id, campaign_id, file_id, ${COLUMNS.join(", ")})
       SELECT ?1, ?2, ?3, ${COLUMNS.map((_, place) => `value ->> ${place}`).join(", ")}
       FROM json_each(?4) WHERE true
       ON CONFLICT (organization_id, campaign_id, fact) DO UPDATE SET
         pupil_id = excluded.pupil_id, found_in = excluded.found_in, answer = excluded.answer,
         reason = excluded.reason
       WHERE campaign_line.pupil_id IS NULL AND campaign_line.answer IS NULL`,
    ).bind(organizationId, campaignId, fileId, JSON.stringify(rows));
  }
}

function valuesOf(line: PlacedLine): Array<string | number | null> {
  const { match } = line;
  return [
    ...[crypto.randomUUID(), line.line, line.fact, line.lastName, line.firstName, line.nameKey],
    ...[line.division, line.divisionKey, line.startedOn, Number(line.isTwin), line.rank, line.at],
    ...[line.mastery, line.pix],
    match.kind === "pupil" ? match.pupilId : null,
    match.kind === "pupil" ? match.division : "",
    match.kind === "answer" ? match.answer : null,
    match.kind === "waiting" ? match.reason : null,
  ];
}
