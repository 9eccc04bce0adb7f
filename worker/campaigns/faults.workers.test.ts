import { aCampaignFile } from "#tests/support/campaign-file.ts";
import { aMember, aSchool, env, importFile, inSchool } from "#tests/support/factories.ts";
import { type Deed, testDeeds } from "#tests/support/fault-walk.ts";
import { aSiecleFile, THIS_YEAR } from "#tests/support/siecle-file.ts";
import { archiveYear } from "./change/archive-year.ts";
import { changeCampaign } from "./change/change-campaign.ts";
import { remindColleagues } from "./change/remind-colleagues.ts";
import { setExceptions } from "./change/set-exceptions.ts";
import { createCampaigns } from "./create/create-campaigns.ts";
import { enterCampaignFile } from "./files/enter-file.ts";
import { settleLines } from "./files/settle-lines.ts";
import { undoLastFile } from "./files/undo-file.ts";

/** One fault at each call of what a person does with campaigns: the answer is true, also to one who asks again. */

const PUPIL = { lastName: "ARNAUD", firstName: "Lila", division: "6A" };

async function aSchoolWithCampaign() {
  const school = await aSchool();
  const user = await aMember(school);
  await importFile(school, user, aSiecleFile(school, [PUPIL]));
  const campaigns = [{ kind: "rentree", level: "6e", code: "ABCDEF234" }];
  const organizationId = school.id;
  await createCampaigns(inSchool(school), { organizationId, user, year: THIS_YEAR, campaigns });
  const campaignId = await inSchool(school)
    .DB.prepare("SELECT id FROM campaign WHERE organization_id = ?1")
    .bind(school.id)
    .first<string>("id");
  const which = { organizationId, campaignId: campaignId ?? "", userId: user.id };
  return { school, user, which, state: () => readState(organizationId) };
}

/** The pupil's row, and one of another name, which waits. */
async function aSchoolWithLines() {
  const home = await aSchoolWithCampaign();
  await enterCampaignFile(inSchool(home.school), aFileOf(home));
  return home;
}

function aFileOf({
  school,
  user,
}: Pick<Awaited<ReturnType<typeof aSchoolWithCampaign>>, "school" | "user">) {
  const lines = [PUPIL, { ...PUPIL, lastName: "Maître", firstName: "Jean" }];
  const body = new Uint8Array(aCampaignFile(lines));
  return { organizationId: school.id, user, filename: "campagne.csv", body, preview: false };
}

async function readState(organizationId: number) {
  const mails = await env.DB.prepare(
    `SELECT (SELECT count(*) FROM outbox WHERE organization_id = ?1 AND kind = 'campaign-reminder') AS mails,
       (SELECT json_group_array(event) FROM journal
          WHERE organization_id = ?1 AND event LIKE 'campaign%') AS reminders`,
  )
    .bind(organizationId)
    .first();
  const data = await inSchool(organizationId)
    .DB.prepare(
      `SELECT (SELECT json_group_array(name || state || revision) FROM campaign
          WHERE organization_id = ?1) AS campaigns,
       (SELECT json_group_array(coalesce(reason, answer, 'pupil')) FROM campaign_line
          WHERE organization_id = ?1) AS lines,
       (SELECT count(*) FROM campaign_file WHERE organization_id = ?1 AND undone_at IS NULL) AS files,
       (SELECT count(*) FROM campaign_exception WHERE organization_id = ?1) AS exceptions,
       (SELECT count(*) FROM campaign_archived WHERE organization_id = ?1) AS archived,
       (SELECT count(*) FROM campaign_answer WHERE organization_id = ?1) AS answers,
       (SELECT json_group_array(event) FROM journal
          WHERE organization_id = ?1 AND event LIKE 'campaign%') AS journal`,
    )
    .bind(organizationId)
    .first();
  return { ...mails, ...data };
}

testDeeds({
  async "campaigns created"(): Promise<Deed> {
    const { user, which, state } = await aSchoolWithCampaign();
    const campaigns = [{ kind: "rentree", level: "6e", code: "BCDEFG345" }];
    const input = { ...which, user, year: THIS_YEAR, campaigns };
    return {
      ask: async (faulty) =>
        (await createCampaigns(inSchool(input.organizationId, faulty), input)).ok,
      state,
    };
  },
  async "a campaign changed"(): Promise<Deed> {
    const { which, state } = await aSchoolWithCampaign();
    const input = { ...which, change: { name: "Rentrée des essais" } };
    return {
      ask: async (faulty) =>
        (await changeCampaign(inSchool(input.organizationId, faulty), input)).ok,
      state,
    };
  },
  async "a class that is not expected"(): Promise<Deed> {
    const { which, state } = await aSchoolWithCampaign();
    const input = { ...which, divisions: [{ division: "6A", in: false }], pupils: [] };
    return {
      ask: async (faulty) =>
        (await setExceptions(inSchool(input.organizationId, faulty), input)).ok,
      state,
    };
  },
  async "a file of results"(): Promise<Deed> {
    const home = await aSchoolWithCampaign();
    return {
      ask: async (faulty) =>
        (await enterCampaignFile(inSchool(home.school, faulty), aFileOf(home))).ok,
      state: home.state,
    };
  },
  async "a row that is answered"(): Promise<Deed> {
    const { which, state } = await aSchoolWithLines();
    const id = await inSchool(which.organizationId)
      .DB.prepare("SELECT id FROM campaign_line WHERE organization_id = ?1 AND reason IS NOT NULL")
      .bind(which.organizationId)
      .first<string>("id");
    const input = { ...which, answers: [{ id: id ?? "", answer: "staff" as const }] };
    return {
      ask: async (faulty) => (await settleLines(inSchool(input.organizationId, faulty), input)).ok,
      state,
    };
  },
  async "a file that is undone"(): Promise<Deed> {
    const { which, state } = await aSchoolWithLines();
    return {
      ask: async (faulty) =>
        (await undoLastFile(inSchool(which.organizationId, faulty), which)) !== null,
      state,
    };
  },
  async "a year that is archived"(): Promise<Deed> {
    const { which, state } = await aSchoolWithLines();
    const input = { ...which, year: THIS_YEAR };
    return {
      ask: async (faulty) =>
        (await archiveYear(inSchool(input.organizationId, faulty), input)) === 1,
      state,
    };
  },
  async "colleagues who are reminded"(): Promise<Deed> {
    const { school: organization, user, which, state } = await aSchoolWithCampaign();
    const input = { ...which, organization, user, to: ["zoe@essai.test"] };
    return {
      async ask(faulty) {
        const told = await remindColleagues(inSchool(input.organizationId, faulty), input);
        return typeof told === "object" && told?.recipients === 1;
      },
      state,
    };
  },
});
