import { createExecutionContext } from "cloudflare:test";
import { expect, test } from "vitest";
import { aCampaignFile } from "#tests/support/campaign-file.ts";
import { aMember, aSchool, env, importFile, inSchool, ORIGIN } from "#tests/support/factories.ts";
import { appThatDraws } from "#tests/support/page-worker.ts";
import { anIne, aSiecleFile, THIS_YEAR } from "#tests/support/siecle-file.ts";
import { aVisitor } from "#tests/support/visitor.ts";
import { listWaitingLines } from "./files/list-waiting.ts";
import { listCampaigns } from "./show/list-campaigns.ts";
import { readCampaign } from "./show/read-campaign.ts";

/** The campaign pages in a browser without JavaScript: rendered, and submitted by their forms. */

const FIFTH = "10110001110";

async function aSchoolWithPages() {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  const pupils = [
    { ine: anIne(), lastName: "MARTIN", firstName: "Alix", division: "6A" },
    { ine: anIne(), lastName: "LÉVÊQUE", firstName: "Zoé", division: "6A" },
    { ine: anIne(), lastName: "DUPONT", firstName: "Ana", division: "6B" },
    { ine: anIne(), lastName: "ŒUVRARD", firstName: "Léo", division: "5A", mef: FIFTH },
  ];
  await importFile(school, admin, aSiecleFile(school, pupils));
  const root = `/etablissements/${school.uai}/campagnes`;
  const visit = (cookie: string) => {
    const go = aVisitor({ cookie, draws: true });
    return (path = "", form?: Record<string, string>) => go(`${root}${path}`, form);
  };
  const drop = async (bytes: Uint8Array, name: string, sure = false) => {
    const form = new FormData();
    if (sure) form.set("sure", "yes");
    form.set("file", new File([new Uint8Array(bytes)], name));
    const body = await new Response(form).arrayBuffer();
    const type = new Response(form).headers.get("Content-Type") ?? "";
    const boundary = new TextDecoder("latin1")
      .decode(body.slice(2, body.byteLength))
      .split("\r\n")[0];
    const answer = await appThatDraws.fetch(
      new Request(`${ORIGIN}${root}`, {
        method: "POST",
        body,
        headers: {
          ...{ Origin: ORIGIN, Cookie: admin.cookie, "Content-Length": String(body.byteLength) },
          "Content-Type": type.replace(/boundary=.*/, `boundary=${boundary}`),
        },
      }),
      env,
      createExecutionContext(),
    );
    return { status: answer.status, text: plain(await answer.text()) };
  };
  const list = async () =>
    (await listCampaigns(inSchool(school), { organizationId: school.id, year: THIS_YEAR }))
      .campaigns;
  return { school, root, drop, list, asAdmin: visit(admin.cookie), asMember: visit(member.cookie) };
}

/** The text of a page: without tags, and with no-break spaces as spaces. */
function plain(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, "")
    .replace(/<!-- -->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/[\s\u00a0\u202f]+/g, " ");
}

const ticks = { tick_rentree_6e: "yes", tick_rentree_5e: "yes", "tick_attestation-6e_6e": "yes" };

test("one form prepares all levels: its errors name their line, and sending it twice creates one set", async () => {
  const { asAdmin, asMember, list } = await aSchoolWithPages();
  const start = plain((await asAdmin("/creer")).text);
  expect(start).toContain("6e 3 élèves, 2 classes");
  expect(start).toContain("Cette page prépare les campagnes de l’année et conserve leur code");
  const wish = { ...ticks, kindOfCodes: "rentree", due_rentree: `${THIS_YEAR.slice(0, 4)}-10-01` };
  const codes = "6e ABCDEF234\nBCDEFG345\n5e http://app.pix.fr/CDEFGH456";
  const refused = await asAdmin("/creer", { ...wish, codes, intent: "check" });
  expect(refused.status).toBe(422);
  expect(plain(refused.text)).toContain("Ligne 2 : Le niveau n’est pas écrit");
  expect(plain(refused.text)).toContain(
    "Ligne 3 : « http://app.pix.fr/CDEFGH456 » n’est pas un lien",
  );
  expect(await list()).toEqual([]);

  const right = { ...wish, codes: "6e ABCDEF234\n5e BCDEFO345" };
  const shown = plain((await asAdmin("/creer", { ...right, intent: "check" })).text);
  expect(shown).toContain("Ligne 2, BCDEFO345 : Ce code contient un O");
  expect(shown).toContain("Créer 3 campagnes");
  expect(await list()).toEqual([]);
  const kept = await asAdmin("/creer", { ...right, intent: "confirm" });
  expect(kept.location).toContain("creees=3&codes=0");
  expect((await list()).map(({ name, code, state, dueOn }) => [name, code, state, dueOn])).toEqual([
    ["Parcours de rentrée 6e", "ABCDEF234", "open", `${THIS_YEAR.slice(0, 4)}-10-01`],
    ["Attestation 6e", null, "planned", `${THIS_YEAR.slice(5)}-06-30`],
    ["Parcours de rentrée 5e", "BCDEFO345", "open", `${THIS_YEAR.slice(0, 4)}-10-01`],
  ]);
  const again = await asAdmin("/creer", { ...right, intent: "confirm" });
  expect(again.location).toContain("creees=0&codes=0");
  expect(await list()).toHaveLength(3);

  const page = plain((await asMember("")).text);
  expect(page).toContain("La campagne et son code se créent sur Pix");
  expect(page).toContain("Attestation 6e À compléter");
  expect(page).not.toContain("Ajouter des résultats");
  expect((await asMember("/creer")).status).toBe(403);
});

test("a file with an unknown code asks first; its rows are settled, its classes follow, and it is undone", async () => {
  const { school, asAdmin, asMember, drop, list } = await aSchoolWithPages();
  const sent = { shared: true, startedOn: "2026-10-12", sharedOn: "2026-10-13", mastery: "0,4321" };
  const bytes = aCampaignFile(
    [
      { lastName: "Martin", firstName: "Alix", division: "6A", ...sent },
      { lastName: "Dupont", firstName: "Ana", division: "6A", startedOn: "2026-10-12" },
      { lastName: "Prof", firstName: "Jean", division: "6A", ...sent },
    ],
    { era: "2024" },
  );
  const asked = await drop(bytes, "resultats.csv");
  expect(asked.text).toContain("« Rentrée sixième », code ABCDEF234, Autre campagne, 6e");
  expect(await list()).toEqual([]);
  const kept = await drop(bytes, "resultats.csv", true);
  expect(kept.text).toContain("3 lignes lues · 1 rattachée à un élève · 2 à rattacher");
  const [campaign] = await list();
  const id = campaign?.id ?? "";
  const refused = await drop(new TextEncoder().encode("a;b\n1;2\n"), "autre.csv");
  expect([refused.status, refused.text]).toEqual([
    415,
    expect.stringContaining("n’est pas le fichier de résultats d’une campagne"),
  ]);

  const waiting = () => listWaitingLines(inSchool(school), { organizationId: school.id });
  const rows = (await waiting()).waiting;
  const named = (name: string) => rows.find((row) => row.name === name)?.id ?? "";
  const search = await asAdmin("/a-rattacher", {
    intent: "find",
    id: named("Prof Jean"),
    search: "oeuv",
  });
  expect(plain(search.text)).toContain("1 élève trouvé");
  const empty = await asAdmin("/a-rattacher", {
    intent: "choose",
    id: named("Prof Jean"),
    owner: "",
  });
  expect([empty.status, plain(empty.text)]).toEqual([
    422,
    expect.stringContaining("Choisissez une réponse"),
  ]);
  await asAdmin("/a-rattacher", { intent: "choose", id: named("Prof Jean"), owner: "staff" });
  expect((await asAdmin("/a-rattacher", { intent: "place-all" })).status).toBe(422);
  await asAdmin("/a-rattacher", { intent: "place-all", sure: "yes" });
  expect((await waiting()).total).toBe(0);

  const detail = plain((await asAdmin(`/${id}`)).text);
  expect(detail).toMatch(/Par classe .* 6A 1 0 0 1 2 6B 0 0 1 0 1/);
  const ofClass = plain((await asAdmin(`/${id}/classes/6A`)).text);
  expect(ofClass).toContain("1 élève à relancer");
  expect(ofClass).toContain("43 %");
  const forMember = plain((await asMember(`/${id}/classes/6A`)).text);
  expect(forMember).toContain("MARTIN Alix");
  expect(forMember).not.toMatch(/43 %|Prévenir des collègues/);
  expect((await asMember(`/${id}/classes/9Z`)).status).toBe(404);

  const undone = plain((await asAdmin("", { intent: "undo" })).text);
  expect(undone).toContain("et la campagne « Rentrée sixième » qu’il avait créée a été retirée");
  expect((await asAdmin("", { intent: "undo" })).status).toBe(409);
});

test("a campaign is changed, closed, reopened and archived; its expected pupils are corrected; colleagues are reminded", async () => {
  const { school, asAdmin, list, root } = await aSchoolWithPages();
  await asAdmin("/creer", {
    ...ticks,
    codes: "6e ABCDEF234",
    kindOfCodes: "rentree",
    intent: "confirm",
  });
  const [campaign] = await list();
  const id = campaign?.id ?? "";
  const which = { organizationId: school.id, campaignId: id };
  const fields = { name: "Rentrée", dueOn: "", kind: "rentree", level: "6e" };
  const wrong = await asAdmin(`/${id}`, { ...fields, code: "12", intent: "change" });
  expect([wrong.status, plain(wrong.text)]).toEqual([
    422,
    expect.stringContaining("« 12 » n’est pas un code"),
  ]);
  expect(wrong.text).toMatch(/name="code"[^>]*value="12"/);
  await asAdmin(`/${id}`, { ...fields, code: "zzz-zzz-987", intent: "change" });
  expect(await readCampaign(inSchool(school), which)).toMatchObject({
    name: "Rentrée",
    code: "ZZZZZZ987",
    dueOn: null,
  });
  expect((await asAdmin(`/${id}`, { intent: "change" })).status).toBe(400);

  await asAdmin(`/${id}`, { intent: "except", scope: "class", target: "5A", place: "in" });
  await asAdmin(`/${id}`, { intent: "except", scope: "class", target: "6B", place: "out" });
  expect(
    (await readCampaign(inSchool(school), which))?.divisions.map(({ division }) => division),
  ).toEqual(["5A", "6A"]);
  expect(plain((await asAdmin(`/${id}`)).text)).toContain("Classe 6B : pas attendue");
  await asAdmin(`/${id}`, { intent: "except", scope: "class", target: "6B", place: "usual" });
  expect((await readCampaign(inSchool(school), which))?.expected).toBe(4);

  const mail = (to: string) => asAdmin(`/${id}/classes/6A`, { intent: "remind", to });
  expect(plain((await mail("lou@")).text)).toContain("« lou@ » n’est pas une adresse");
  expect((await mail("lou@essai.test, max@essai.test")).location).toContain("envoyes=2");

  await asAdmin(`/${id}`, { intent: "state", state: "closed" });
  expect((await readCampaign(inSchool(school), which))?.state).toBe("closed");
  await asAdmin(`/${id}`, { intent: "state", state: "open" });
  const question = plain((await asAdmin(`/archives?archiver=${THIS_YEAR}`)).text);
  expect(question).toContain("Oui, archiver");
  const archived = await asAdmin("/archives", { intent: "confirm", year: THIS_YEAR });
  expect(archived.location).toBe(`${root}/archives?fait=${THIS_YEAR}`);
  expect(plain((await asAdmin(`/archives?fait=${THIS_YEAR}`)).text)).toContain(
    "3 campagnes archivées",
  );
  const late = await asAdmin(`/${id}`, { ...fields, code: "", intent: "change" });
  expect([late.status, plain(late.text)]).toEqual([
    409,
    expect.stringContaining("Cette campagne est archivée"),
  ]);
});
