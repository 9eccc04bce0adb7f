import { expect, test } from "vitest";
import { aCampaign } from "#tests/support/campaigns.ts";
import { aSchool, env, inSchool } from "#tests/support/factories.ts";
import { DAY } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { CAMPAIGN_SWEEPS } from "./sweep-campaigns.ts";

async function aLine(
  school: { id: number },
  campaignId: string,
  fileId: string,
  pupil: number | null,
) {
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO campaign_line (id, organization_id, campaign_id, file_id, line, fact, last_name, first_name,
       name_key, division, division_key, started_on, twin, rank, pupil_id)
     VALUES (?1, ?2, ?3, ?4, 2, ?1, 'X', 'Y', 'xy', '', '', '', 0, 1, ?5)`,
    )
    .bind(crypto.randomUUID(), school.id, campaignId, fileId, pupil)
    .run();
}

async function count(table: string, school: { id: number }): Promise<number> {
  const sql = `SELECT count(*) AS many FROM ${table} WHERE organization_id = ?1`;
  return (
    (await inSchool(school).DB.prepare(sql).bind(school.id).first<{ many: number }>())?.many ?? -1
  );
}

test("unsettled names are deleted 90 days after their file, lines of pupils stay", async () => {
  const school = await aSchool();
  const campaignId = await aCampaign(school);
  const fileId = crypto.randomUUID();
  const now = Date.now();
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO campaign_file (id, organization_id, campaign_id, filename, as_of, rows, matched, waiting, staff,
       unchanged, older, uploaded_at, uploaded_by, uploaded_by_name)
       VALUES (?1, ?2, ?3, 'x.csv', 1, 2, 1, 1, 0, 0, 0, ?4, 'u', 'U')`,
    )
    .bind(fileId, school.id, campaignId, now)
    .run();
  await aLine(school, campaignId, fileId, null);
  await aLine(school, campaignId, fileId, 1);
  await runSweeps(env, CAMPAIGN_SWEEPS, now + 89 * DAY);
  expect(await count("campaign_line", school)).toBe(2);
  await runSweeps(env, CAMPAIGN_SWEEPS, now + 91 * DAY);
  expect(await count("campaign_line", school)).toBe(1);
});

test("a campaign is deleted with its lines five years after the end of its school year, not before", async () => {
  const school = await aSchool();
  const campaignId = await aCampaign(school);
  await inSchool(school)
    .DB.prepare("UPDATE campaign SET school_year = '2026-2027', ends_in = 2027 WHERE id = ?1")
    .bind(campaignId)
    .run();
  await aLine(school, campaignId, "a-file", 1);
  await runSweeps(env, CAMPAIGN_SWEEPS, Date.parse("2032-07-15T12:00:00Z"));
  expect(await count("campaign", school)).toBe(1);
  await runSweeps(env, CAMPAIGN_SWEEPS, Date.parse("2032-08-15T12:00:00Z"));
  expect([await count("campaign", school), await count("campaign_line", school)]).toEqual([0, 0]);
});
