import { expect, inject } from "vitest";
import { aCampaignFile } from "#tests/support/campaign-file.ts";
import { aResultFile, aRow } from "#tests/support/result-file.ts";
import { aSiecleFile, LAST_YEAR, somePupils } from "#tests/support/siecle-file.ts";
import { anAddress, invite } from "./joining.ts";
import { anApiClient, anEmptySchool, type openBrowser } from "./support.ts";

/** What a school needs before its pages have all their forms. */
export type SchoolOfForms = {
  uai: string;
  /** Schools of their own for what happens to an import: one that waits twice, one that was applied. */
  confirming: string;
  cancelling: string;
  undoing: string;
  pupilIds: string[];
  /** Its first import. */
  importId: string;
  campaignId: string;
  /** Of the campaign of a year that is over. */
  lastYear: string;
  resultNumber: string;
  invitationId: string;
};

type Visit = ReturnType<typeof openBrowser>["visit"];

/** A school with a pupil's sheet, a kept result, one that waits, an invitation; imports in three others. */
export async function aSchoolOfForms(visit: Visit): Promise<SchoolOfForms> {
  const client = await anApiClient();
  const schools = await Promise.all([1, 2, 3, 4].map(async () => (await anEmptySchool()).uai));
  const [uai = "", confirming = "", cancelling = "", undoing = ""] = schools;
  // A school has campaigns of a year only if it had pupils then: this file asks before it is applied.
  const year = LAST_YEAR.slice(0, 4);
  const old = aSiecleFile({ uai }, somePupils(60), { year, exportedAt: `02/09/${year} 08:00:00` });
  const named = { filename: "base.xml" };
  const { id: importId } = await client.importFile(uai, old, { ...named, confirmed: true });
  const base = (school: string, pupils: number) =>
    client.importFile(school, aSiecleFile({ uai: school }, somePupils(pupils)), named);
  await Promise.all(schools.map((school) => base(school, 60)));
  await Promise.all([base(confirming, 10), base(cancelling, 10)]);
  const path = `/api/organizations/${uai}`;
  const campaignId = await aCampaignWithRows(client.cookie, path);
  const sent = await fetch(`${inject("url")}${path}/certifications/results?division=3A`, {
    method: "POST",
    headers: { Cookie: client.cookie, Origin: inject("url"), "X-Filename": "r.csv" },
    body: new Uint8Array(aResultFile([aRow({ "Numéro de certification": 77 }), aRow()])),
  });
  expect(sent.status).toBe(200);
  const visitor = await visit({ as: "admin@demo.test" });
  const page = await visitor.newPage();
  await invite(page, uai, anAddress());
  await page.goto(`/etablissements/${uai}/equipe/invitations`);
  const cancel = page.getByRole("link", { name: /^Annuler/ }).first();
  const invitationId = (await cancel.getAttribute("href"))?.split("annuler=")[1] ?? "";
  await page.goto(`/etablissements/${uai}/certifications/a-rattacher`);
  const row = page.getByRole("form").first();
  await row.getByRole("button", { name: "Enregistrer ce choix" }).click();
  await page.getByText(/Certification n° 77 /).waitFor({ state: "detached" });
  await visitor.close();
  const found = await client.get<{ pupils: Array<{ id: string }> }>(`${path}/pupils`);
  return {
    ...{ uai, confirming, cancelling, undoing, invitationId, importId },
    ...{ campaignId, lastYear: LAST_YEAR },
    pupilIds: found.pupils.map(({ id }) => id),
    resultNumber: "77",
  };
}

/** A campaign of this school, with a row of results that waits for an answer. */
async function aCampaignWithRows(cookie: string, path: string): Promise<string> {
  const ask = async (body: BodyInit, about: string, headers: Record<string, string>) => {
    const sent = await fetch(`${inject("url")}${path}/campaigns${about}`, {
      method: "POST",
      headers: { Cookie: cookie, Origin: inject("url"), ...headers },
      body,
    });
    expect(sent.ok, about).toBe(true);
    return JSON.parse(await sent.text());
  };
  const wish = { kind: "rentree", level: "6e", code: "ABCDEF234" };
  const json = { "Content-Type": "application/json" };
  const past = { year: LAST_YEAR, campaigns: [{ ...wish, code: "ABCDEF345" }] };
  await ask(JSON.stringify(past), "", json);
  const made = await ask(JSON.stringify({ campaigns: [wish] }), "", json);
  const file = aCampaignFile([
    { lastName: "GARNIER0000", firstName: "Noé", division: "6A" },
    { lastName: "Maître", firstName: "Jean", division: "6A" },
  ]);
  await ask(new Uint8Array(file), "/results", { "X-Filename": "campagne.csv" });
  return made.campaigns[0].id;
}
