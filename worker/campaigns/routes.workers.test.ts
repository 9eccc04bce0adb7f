import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { fixtures } from "#scripts/samples/fixtures.ts";
import {
  aCampaignFile,
  type CampaignFileLine,
  type CampaignFileWish,
} from "#tests/support/campaign-file.ts";
import {
  aMember,
  aSchool,
  call,
  env,
  importAnyway,
  importFile,
  inSchool,
  type Person,
  theBase,
} from "#tests/support/factories.ts";
import {
  anIne,
  aSiecleFile,
  LAST_YEAR,
  type SiecleFilePupil,
  THIS_YEAR,
} from "#tests/support/siecle-file.ts";
import { seedDemo } from "../demo/seed.ts";
import type { Organization } from "../organizations/access.ts";
import { findSchool } from "../organizations/find-school.ts";
import { enterCampaignFile } from "./files/enter-file.ts";
import { keepLease, releaseLease, takeLease } from "./files/reading-lease.ts";
import { serveSheets } from "./sheets/serve-sheets.ts";
import { listCampaigns } from "./show/list-campaigns.ts";
import { readCampaign } from "./show/read-campaign.ts";
import type { Campaign, CampaignDivision, Participant, WaitingRow } from "./view.ts";

const SECOND = "10310019110";
/** All fields that the answers of these routes can hold. */
type Told = {
  code: string;
  rows: number;
  matched: number;
  total: number;
  campaign: { id: string; name: string; created: boolean };
  campaigns: Campaign[];
  participants: Participant[];
  divisions: CampaignDivision[];
  waiting: WaitingRow[];
  asOf: string;
  received: number;
};
const [FIRST_YEAR] = THIS_YEAR.split("-");

/** 6A: Alix and Nour MARTIN, Zoé LÉVÊQUE; 6B: Ana and Ana DUPONT; 3A: Léo ŒUVRARD. */
function aBase(): SiecleFilePupil[] {
  return [
    { ine: anIne(), lastName: "MARTIN", firstName: "Alix", division: "6A" },
    { ine: anIne(), lastName: "MARTIN", firstName: "Nour", division: "6A" },
    { ine: anIne(), lastName: "LÉVÊQUE", firstName: "Zoé", division: "6A" },
    { ine: anIne(), lastName: "DUPONT", firstName: "Ana", division: "6B" },
    { ine: anIne(), lastName: "DUPONT", firstName: "Ana", division: "6B", birthDate: "05/05/2014" },
    { ine: anIne(), lastName: "ŒUVRARD", firstName: "Léo", division: "3A", mef: SECOND },
  ];
}

async function aStory() {
  const school = await aSchool();
  const admin = await aMember(school);
  const member = await aMember(school, "member");
  const pupils = aBase();
  await importFile(school, admin, aSiecleFile(school, pupils));
  const url = `/api/organizations/${school.uai}/campaigns`;
  const get = async (path = "", as = admin) => await call(`${url}${path}`, { as });
  const read = async (path = "", as = admin) => await (await get(path, as)).json<Told>();
  const send = async (method: string, path: string, body: unknown, as = admin) =>
    await call(`${url}${path}`, {
      method,
      as,
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    });
  const drop = async (
    lines: CampaignFileLine[] | Uint8Array,
    wish: CampaignFileWish & { filename?: string; query?: string; length?: number } = {},
  ) => {
    const answer = await call(`${url}/results${wish.query ?? ""}`, {
      method: "POST",
      as: admin,
      body:
        lines instanceof Uint8Array
          ? new Uint8Array(lines)
          : new Uint8Array(aCampaignFile(lines, wish)),
      headers: {
        "X-Filename": encodeURIComponent(wish.filename ?? "resultats.csv"),
        ...(wish.length !== undefined && { "Content-Length": String(wish.length) }),
      },
    });
    return { status: answer.status, ...(await answer.json<Told>()) };
  };
  return { school, admin, member, pupils, get, read, send, drop };
}

const line = (
  lastName: string,
  firstName: string,
  division: string,
  more: Partial<CampaignFileLine> = {},
) => ({
  ...{ lastName, firstName, division, startedOn: `12/10/${FIRST_YEAR} 10:00` },
  ...more,
});
const sent = { shared: true, sharedOn: `13/10/${FIRST_YEAR} 11:00` };

test("a campaign is created, then followed: a file moves its pupils, and the parts sum to the expected", async () => {
  const { read, send, drop, member } = await aStory();
  const made = await send("POST", "", {
    year: THIS_YEAR,
    campaigns: [
      { kind: "rentree", level: "6e", code: "abcdef234" },
      { kind: "rentree", level: "3e" },
    ],
  });
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ created: 2, unchanged: 0 });
  const again = await send("POST", "", {
    year: THIS_YEAR,
    campaigns: [{ kind: "rentree", level: "3e" }],
  });
  expect([again.status, await again.json()]).toMatchObject([200, { created: 0, unchanged: 1 }]);

  const dropped = await drop(
    [
      line("MARTIN", "Alix", "6A", sent),
      line("Martin", "nour", "6 a", { progress: "1" }),
      line("Leveque", "Zoe", "6A"),
    ],
    { filename: `Resultats-Rentrée-4242-${FIRST_YEAR}-10-20-0915.csv` },
  );
  expect(dropped).toMatchObject({
    status: 200,
    rows: 3,
    matched: 3,
    waiting: 0,
    unchanged: 0,
    older: 0,
  });
  const [sixth] = (await read(`?year=${THIS_YEAR}`)).campaigns;
  expect(sixth).toMatchObject({
    ...{
      level: "6e",
      state: "open",
      expected: 5,
      notBegun: 2,
      begun: 1,
      finished: 1,
      received: 1,
      left: 0,
    },
    asOf: `${FIRST_YEAR}-10-20T07:15:00.000Z`,
  });
  const detail = await read(`/${sixth?.id}`);
  expect(detail.divisions).toEqual([
    { division: "6B", expected: 2, notBegun: 2, begun: 0, finished: 0, received: 0 },
    { division: "6A", expected: 3, notBegun: 0, begun: 1, finished: 1, received: 1 },
  ]);
  const list = await read(`/${sixth?.id}/participants?division=6A&state=received`);
  expect(list).toMatchObject({
    total: 1,
    participants: [
      {
        pupil: "MARTIN Alix",
        state: "received",
        mastery: 0.75,
        at: `${FIRST_YEAR}-10-13T09:00:00.000Z`,
      },
    ],
  });
  const seen = await read(`/${sixth?.id}/participants?state=received`, member);
  expect(seen.participants[0]).not.toHaveProperty("mastery");
  expect(seen.participants[0]).not.toHaveProperty("pix");
});

test("the same file again changes nothing, an older one lowers no state, and undo works once", async () => {
  const { read, drop, send } = await aStory();
  const file = [line("MARTIN", "Alix", "6A", sent)];
  const first = await drop(file);
  expect(first).toMatchObject({ status: 200, campaign: { created: true }, matched: 1 });
  const id = first.campaign.id;
  expect(await drop(file)).toMatchObject({
    campaign: { id, created: false },
    matched: 1,
    unchanged: 1,
  });
  const older = [line("MARTIN", "Alix", "6A", { startedOn: `01/10/${FIRST_YEAR} 10:00` })];
  expect(await drop(older)).toMatchObject({ matched: 1, unchanged: 0, older: 1 });
  expect(await read(`/${id}`)).toMatchObject({ kind: "autre", level: "6e", received: 1, begun: 0 });
  expect((await send("POST", "/results/undo", {})).status).toBe(200);
  expect((await send("POST", "/results/undo", {})).status).toBe(409);
  expect(await read(`/${id}`)).toMatchObject({ received: 1 });
});

test("undoing the file that created a campaign deletes the campaign; the same file can be imported again", async () => {
  const { get, drop, send } = await aStory();
  const file = [line("MARTIN", "Alix", "6A", sent)];
  const { campaign } = await drop(file);
  expect((await send("POST", "/results/undo", {})).status).toBe(200);
  expect((await get(`/${campaign.id}`)).status).toBe(404);
  expect(await drop(file)).toMatchObject({
    status: 200,
    matched: 1,
    unchanged: 0,
    campaign: { created: true },
  });
});

test("a preview gives the same answer and writes nothing", async () => {
  const { read, drop } = await aStory();
  const file = [line("MARTIN", "Alix", "6A", sent)];
  const { status, rows, matched, campaign } = await drop(file, { query: "?preview=1" });
  expect({ status, rows, matched, campaign }).toEqual({
    ...{ status: 200, rows: 1, matched: 1 },
    campaign: { id: null, name: "Rentrée sixième", created: true },
  });
  expect((await read()).campaigns).toEqual([]);
});

test("an uncertain line waits, and a person's answer is kept for later files", async () => {
  const { school, read, send, drop } = await aStory();
  const file = [
    line("MARTIN", "Alix", "6A", sent),
    line("DUPONT", "Ana", "6B"),
    line("MARTIN", "Nour", "6B"),
    line("DURAND", "Paule", "6A"),
    line("PROF", "Essai", "6A"),
  ];
  const { campaign, ...counts } = await drop(file);
  expect(counts).toMatchObject({ rows: 5, matched: 1, waiting: 4, staff: 0 });
  const { total, waiting } = await read("/waiting");
  expect([total, waiting.map((one) => [one.name, one.reason, one.candidates.length])]).toEqual([
    4,
    [
      ["DURAND Paule", "UNKNOWN", 0],
      ["PROF Essai", "UNKNOWN", 0],
      ["DUPONT Ana", "AMBIGUOUS", 2],
      ["MARTIN Nour", "OTHER_CLASS", 1],
    ],
  ]);
  const byName = new Map(waiting.map((one) => [one.name, one]));
  const settled = await send("POST", "/waiting", {
    answers: [
      { id: byName.get("PROF Essai")?.id, answer: "staff" },
      { id: byName.get("DURAND Paule")?.id, answer: "nobody" },
      {
        id: byName.get("DUPONT Ana")?.id,
        pupilId: byName.get("DUPONT Ana")?.candidates[0]?.pupilId,
      },
    ],
  });
  expect([settled.status, await settled.json()]).toEqual([
    200,
    { matched: 1, nobody: 1, staff: 1 },
  ]);
  expect((await read("/waiting")).total).toBe(1);
  const later = file.map((one) => ({ ...one, ...sent }));
  expect(await drop(later)).toMatchObject({
    rows: 5,
    matched: 2,
    waiting: 1,
    staff: 1,
    unchanged: 1,
  });
  expect(await read(`/${campaign.id}`)).toMatchObject({ expected: 5, received: 2 });
  const stranger = await send("POST", "/waiting", { answers: [{ id: "rien", answer: "staff" }] });
  expect(stranger.status).toBe(422);
  expect((await theBase(school)).length).toBe(6);
});

test("after an import: a new pupil is expected, a pupil changes class, a leaver who took part is counted apart", async () => {
  const { school, admin, pupils, read, drop } = await aStory();
  const { campaign } = await drop([
    line("MARTIN", "Alix", "6A", sent),
    line("MARTIN", "Nour", "6A", sent),
  ]);
  const [alix, nour, zoe, ...others] = pupils;
  if (!alix || !nour || !zoe) throw new Error("the base has three pupils in 6A");
  const next = [
    { ...nour, division: "6B" },
    zoe,
    ...others,
    { ine: anIne(), lastName: "NEUF", firstName: "Ilan", division: "6A" },
  ];
  await importAnyway(
    school,
    admin,
    aSiecleFile(school, next, { exportedAt: "01/10/2026 08:15:00" }),
  );
  expect(await read(`/${campaign.id}`)).toMatchObject({
    ...{ expected: 5, notBegun: 4, received: 1, left: 1 },
    divisions: [
      { division: "6A", expected: 2, notBegun: 2 },
      { division: "6B", expected: 3, received: 1 },
    ],
  });
  const left = await read(`/${campaign.id}/participants?state=left`);
  expect(left).toMatchObject({ total: 1, participants: [{ pupil: "MARTIN Alix", state: "left" }] });
  // Nour changed class: a file with the former class is still matched.
  const late = [
    line("MARTIN", "Nour", "6A", { shared: true, sharedOn: `20/10/${FIRST_YEAR} 11:00` }),
  ];
  expect(await drop(late)).toMatchObject({ matched: 1, waiting: 0 });
});

test("exceptions move classes and pupils in and out; an archived year keeps its numbers", async () => {
  const { school, admin, read, send, drop } = await aStory();
  const { campaign } = await drop([line("MARTIN", "Alix", "6A", sent)]);
  const base = await theBase(school);
  const leo = base.find(({ first_name }) => first_name === "Léo");
  const put = await send("PUT", `/${campaign.id}/exceptions`, {
    divisions: [{ division: "6B", in: false }],
    pupils: [{ pupilId: leo?.id, in: true }],
  });
  expect([put.status, await put.json()]).toMatchObject([200, { expected: 4 }]);
  const unknown = { divisions: [{ division: "9Z", in: true }], pupils: [] };
  expect((await send("PUT", `/${campaign.id}/exceptions`, unknown)).status).toBe(422);

  const archived = await send("POST", "/archive", { year: THIS_YEAR });
  expect([archived.status, await archived.json()]).toEqual([200, { year: THIS_YEAR, archived: 1 }]);
  await importAnyway(
    school,
    admin,
    aSiecleFile(school, aBase(), { exportedAt: "01/10/2026 08:15:00" }),
  );
  expect(await read(`/${campaign.id}`)).toMatchObject({
    state: "archived",
    expected: 4,
    received: 1,
  });
  expect((await send("PATCH", `/${campaign.id}`, { name: "Autre" })).status).toBe(409);
  expect(await drop([line("MARTIN", "Nour", "6A", sent)])).toMatchObject({
    status: 422,
    code: "ARCHIVED",
  });
  expect((await send("POST", "/archive", { year: "2026" })).status).toBe(422);
});

test("files sent at once wait for each other; one that never ends does not block the others for long", async () => {
  const { school, read, drop } = await aStory();
  const codes = ["ABCDEF234", "BCDEFG345", "CDEFGH456"];
  const answers = await Promise.all(
    codes.map((code, at) =>
      drop([line("MARTIN", "Alix", "6A", sent)], { code, externalId: String(at) }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await read()).campaigns).toHaveLength(3);
  const lease = await takeLease(inSchool(school), school.id, 0);
  expect(await takeLease(inSchool(school), school.id, 0)).toBeNull();
  const aMinuteAgo = Date.now() - 61_000;
  await inSchool(school)
    .DB.prepare("UPDATE campaign_reading SET heartbeat_at = ?1")
    .bind(aMinuteAgo)
    .run();
  const next = await takeLease(inSchool(school), school.id, 0);
  expect(next).not.toBeNull();
  expect(lease && (await keepLease(inSchool(school), lease))).toBe(false);
  if (lease) await releaseLease(inSchool(school), lease);
  expect(await takeLease(inSchool(school), school.id, 0)).toBeNull();
  if (next) await releaseLease(inSchool(school), next);
  expect(await takeLease(inSchool(school), school.id, 0)).not.toBeNull();
});

test("a file is answered 409 while another one of the school holds the lease", async () => {
  const { school, drop } = await aStory();
  await takeLease(inSchool(school), school.id, 0);
  expect(await drop([line("MARTIN", "Alix", "6A", sent)])).toMatchObject({
    ...{ status: 409, code: "BUSY" },
  });
});

test("a later file without new lines only moves the date of the numbers, and is undone alone", async () => {
  const { read, drop, send } = await aStory();
  const file = [line("MARTIN", "Alix", "6A", sent)];
  const at = (day: string) => ({ filename: `Resultats-x-12-${FIRST_YEAR}-10-${day}-0915.csv` });
  const { campaign } = await drop(file, at("20"));
  const asOf = async () => (await read(`/${campaign.id}`)).asOf;
  expect(await asOf()).toBe(`${FIRST_YEAR}-10-20T07:15:00.000Z`);
  expect(await drop(file, at("21"))).toMatchObject({ status: 200, unchanged: 1 });
  expect(await asOf()).toBe(`${FIRST_YEAR}-10-21T07:15:00.000Z`);
  await drop(file, at("19"));
  expect(await asOf()).toBe(`${FIRST_YEAR}-10-21T07:15:00.000Z`);
  expect((await send("POST", "/results/undo", {})).status).toBe(200);
  expect(await asOf()).toBe(`${FIRST_YEAR}-10-20T07:15:00.000Z`);
  expect((await read(`/${campaign.id}`)).received).toBe(1);
});

test("an active pupil who took part without being expected is listed separately, counted nowhere, and can be added", async () => {
  const { read, drop, send } = await aStory();
  await send("POST", "", { campaigns: [{ kind: "rentree", level: "6e", code: "ABCDEF234" }] });
  const { campaign } = await drop([
    line("MARTIN", "Alix", "6A", sent),
    line("OEUVRARD", "Leo", "3A", sent),
  ]);
  const parts = { expected: 5, notBegun: 4, received: 1, left: 0, unexpected: 1 };
  expect(await read(`/${campaign.id}`)).toMatchObject(parts);
  expect((await read(`/${campaign.id}/participants`)).total).toBe(5);
  const others = await read(`/${campaign.id}/participants?state=unexpected`);
  expect(others).toMatchObject({
    ...{ total: 1, participants: [{ pupil: "ŒUVRARD Léo", state: "unexpected", mastery: 0.75 }] },
  });
  await send("POST", "/archive", { year: THIS_YEAR });
  expect(await read(`/${campaign.id}`)).toMatchObject({ ...parts, state: "archived" });
  await send("PATCH", `/${campaign.id}`, { state: "open" });
  const [other] = others.participants;
  const put = { pupils: [{ pupilId: other?.pupilId, in: true }] };
  expect((await send("PUT", `/${campaign.id}/exceptions`, put)).status).toBe(200);
  expect(await read(`/${campaign.id}`)).toMatchObject({ expected: 6, received: 2, unexpected: 0 });
});

test("errors that no pupil base could fix come first; a code given twice in one call names the other campaign", async () => {
  const { send } = await aStory();
  const errorsOf = async (campaigns: unknown[]) => {
    const answer = await send("POST", "", { campaigns });
    const { errors } = await answer.json<{
      errors: Array<{ line: number; code: string; message: string }>;
    }>();
    return [answer.status, errors];
  };
  expect(await errorsOf([{ kind: "attestation-6e", level: "Tle" }])).toMatchObject([
    ...[422, [{ line: 1, code: "KIND_LEVEL" }]],
  ]);
  expect(await errorsOf([{ kind: "pix-ia", level: "2de" }])).toMatchObject([
    ...[422, [{ line: 1, code: "LEVEL_ABSENT" }]],
  ]);
  const [status, errors] = await errorsOf([
    { kind: "rentree", level: "6e", code: "ABCDEF234" },
    { kind: "rentree", level: "3e", code: "abc-def 234" },
  ]);
  expect([status, errors]).toMatchObject([422, [{ line: 2, code: "CODE_TAKEN" }]]);
  expect(JSON.stringify(errors)).toContain("Parcours de rentrée 6e");
  const year = await send("POST", "", {
    year: "2026",
    campaigns: [{ kind: "rentree", level: "6e" }],
  });
  expect([year.status, (await year.json<Told>()).code]).toEqual([422, "YEAR_INVALID"]);
});

test("a planned campaign that was closed or archived reopens as planned", async () => {
  const { send } = await aStory();
  const made = await send("POST", "", { campaigns: [{ kind: "rentree", level: "6e" }] });
  const [planned] = (await made.json<Told>()).campaigns;
  const patch = async (change: unknown) =>
    await (await send("PATCH", `/${planned?.id}`, change)).json<Told>();
  expect(await patch({ state: "closed" })).toMatchObject({ state: "closed" });
  expect(await patch({ state: "open" })).toMatchObject({ state: "planned" });
  await send("POST", "/archive", { year: THIS_YEAR });
  expect(await patch({ state: "open" })).toMatchObject({ state: "planned" });
  expect(await patch({ code: "ABCDEF234" })).toMatchObject({ state: "open" });
  expect(await patch({ code: null })).toMatchObject({ state: "planned", code: null });
});

test("a campaign is changed: code, name, date, state", async () => {
  const { send, read } = await aStory();
  const made = await send("POST", "", {
    campaigns: [
      { kind: "rentree", level: "6e" },
      { kind: "rentree", level: "3e", code: "BCDEFG345" },
    ],
  });
  const [sixth] = (await made.json<Told>()).campaigns;
  const patch = async (change: unknown) => {
    const answer = await send("PATCH", `/${sixth?.id}`, change);
    return { status: answer.status, ...(await answer.json<Told>()) };
  };
  expect(await patch({ state: "open" })).toMatchObject({ status: 422, code: "CODE_MISSING" });
  expect(await patch({ code: "bcdefg345" })).toMatchObject({ status: 422, code: "CODE_TAKEN" });
  expect(await patch({ code: "https://exemple.test/ABCDEF234" })).toMatchObject({
    code: "HOST_NOT_ALLOWED",
  });
  expect(await patch({ code: "abc def 234", name: "Sixièmes", dueOn: "2026-11-30" })).toMatchObject(
    {
      ...{ status: 200, code: "ABCDEF234", name: "Sixièmes", dueOn: "2026-11-30", state: "open" },
    },
  );
  expect(await patch({ state: "closed" })).toMatchObject({ state: "closed" });
  expect(await patch({ state: "archived" })).toMatchObject({ status: 422, code: "STATE_INVALID" });
  expect(await patch({ state: "open" })).toMatchObject({ state: "open" });
  expect((await read()).campaigns).toHaveLength(2);
});

test("colleagues get a link without any pupil's name", async () => {
  const { school, drop, send, member } = await aStory();
  const { campaign } = await drop([line("MARTIN", "Alix", "6A", sent)]);
  const answer = await send("POST", `/${campaign.id}/reminders`, {
    to: [member.email, member.email],
  });
  expect([answer.status, await answer.json()]).toEqual([202, { recipients: 1 }]);
  const mail = await env.DB.prepare("SELECT kind, text, subject FROM outbox WHERE recipient = ?1")
    .bind(member.email)
    .first<{ kind: string; text: string; subject: string }>();
  expect(mail?.kind).toBe("campaign-reminder");
  expect(mail?.text ?? "").not.toMatch(/MARTIN|Alix/);
  expect(
    (await send("POST", `/${campaign.id}/reminders`, { to: ["pas une adresse"] })).status,
  ).toBe(422);
  const remind = async (from: number, many: number) => {
    const to = Array.from({ length: many }, (_, at) => `collegue${from + at}@essai.test`);
    const told = await send("POST", `/${campaign.id}/reminders`, { to });
    return [told.status, (await told.json<Told>()).code];
  };
  for (const from of [100, 200, 300]) expect(await remind(from, 50)).toEqual([202, undefined]);
  // One address and 150 more are used up.
  expect(await remind(400, 50)).toEqual([429, "TOO_MANY_REMINDERS"]);
  expect(await remind(400, 49)).toEqual([202, undefined]);
  expect(await remind(500, 1)).toEqual([429, "TOO_MANY_REMINDERS"]);
  const mails = await env.DB.prepare("SELECT count(*) AS n FROM outbox WHERE organization_id = ?1")
    .bind(school.id)
    .first<number>("n");
  expect(mails).toBe(200);
});

/** Asks until the document is made: a busy machine answers 202 first. */
async function pagesOf(ask: () => Promise<Response>): Promise<string[]> {
  let answer = await ask();
  while (answer.status === 202) answer = await ask();
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Content-Type")).toBe("application/pdf");
  const pdf = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
  return (await extractText(pdf)).text.map((page) => page.replace(/\s+/g, " "));
}

test("sheets have a page for each class and campaign with a code, with its pupils in order, for members too", async () => {
  const { school, admin, member, pupils, get, send, drop } = await aStory();
  expect((await get("/sheets.pdf")).status).toBe(404);
  const made = await send("POST", "", {
    campaigns: [
      { kind: "rentree", level: "6e", code: "ABCDEF234", dueOn: "2026-10-16" },
      { kind: "attestation-6e", level: "6e", code: "BCDEFG345" },
      { kind: "rentree", level: "3e" },
    ],
  });
  const { campaigns } = await made.json<Told>();
  const third = campaigns.find(({ level }) => level === "3e");
  const ofCertificate = campaigns.find(({ kind }) => kind === "attestation-6e");
  const all = await pagesOf(() => get("/sheets.pdf", member));
  expect(all.map((page) => /Classe (\w+)/.exec(page)?.[1])).toEqual(["6A", "6A", "6B", "6B"]);
  const [first = ""] = all;
  expect(first).toMatch(/app\.pix\.fr\/campagnes\/ABCDEF234/);
  expect(first).toMatch(/LÉVÊQUE Zoé.*MARTIN Alix.*MARTIN Nour/);
  for (const { ine, birthDate } of pupils) {
    expect(first).not.toContain(ine);
    if (birthDate) expect(first).not.toContain(birthDate);
  }
  const narrowed = await pagesOf(() =>
    get(`/sheets.pdf?division=6B&campaign=${ofCertificate?.id}`),
  );
  expect([narrowed.length, /BCDEFG345/.test(narrowed[0] ?? "")]).toEqual([1, true]);
  expect(await pagesOf(() => get("/sheets.pdf?level=6e&division=6A"))).toHaveLength(2);

  const refused = async (query: string) => {
    const answer = await get(`/sheets.pdf?${query}`);
    return [answer.status, (await answer.json<Told>()).code];
  };
  expect(await refused("division=9Z")).toEqual([404, "DIVISION_UNKNOWN"]);
  expect(await refused("division=6A&division=9Z")).toEqual([404, "DIVISION_UNKNOWN"]);
  expect(await refused("level=Tle")).toEqual([404, "LEVEL_UNKNOWN"]);
  expect(await refused("level=12e")).toEqual([404, "LEVEL_UNKNOWN"]);
  expect(await refused("campaign=rien")).toEqual([404, "CAMPAIGN_UNKNOWN"]);
  expect(await refused(`division=6A&campaign=${third?.id}`)).toEqual([404, "NO_CAMPAIGN"]);
  expect(await refused("level=3e")).toEqual([422, "CODE_MISSING"]);
  expect(await refused("year=2026")).toEqual([422, "YEAR_INVALID"]);
  expect(await refused(`year=${LAST_YEAR}&division=6A`)).toEqual([404, "DIVISION_UNKNOWN"]);

  // The sheets change with the base; a removed pupil is not on them.
  const [, nour] = pupils;
  if (!nour) throw new Error("the base has a second pupil");
  const next = [...pupils.filter((one) => one !== nour), { ...nour, division: "6B" }];
  await importAnyway(
    school,
    admin,
    aSiecleFile(school, next, { exportedAt: "01/10/2026 08:15:00" }),
  );
  const [moved = ""] = await pagesOf(() => get("/sheets.pdf?division=6B"));
  expect(moved).toMatch(/DUPONT Ana.*DUPONT Ana.*MARTIN Nour/);
  expect((await drop([line("MARTIN", "Nour", "6B")])).status).toBe(200);

  // A closed campaign has no sheets, unless it is explicitly requested.
  await send("PATCH", `/${ofCertificate?.id}`, { state: "closed" });
  expect(await pagesOf(() => get("/sheets.pdf?division=6A"))).toHaveLength(1);
  expect(await pagesOf(() => get(`/sheets.pdf?campaign=${ofCertificate?.id}`))).toHaveLength(2);
});

test("sheets that are not ready are answered with a later retry", async () => {
  const { school, member, send } = await aStory();
  await send("POST", "", { campaigns: [{ kind: "rentree", level: "6e", code: "ABCDEF234" }] });
  const path = `https://pix.test/api/organizations/${school.uai}/campaigns/sheets.pdf`;
  const input = {
    member: { user: member, sessionId: "", organization: school, role: "member" as const },
    selection: { year: THIS_YEAR, day: "2026-09-02", levels: [], divisions: ["6A"], campaigns: [] },
  };
  const asked = await serveSheets(inSchool(school), { ...input, request: new Request(path) }, 0);
  expect([asked.status, asked.headers.get("Retry-After")]).toEqual([202, "2"]);
  expect(await asked.json()).toMatchObject({ status: "queued", progress: { done: 0, total: 1 } });
  const browser = new Request(path, { headers: { Accept: "text/html" } });
  const page = await serveSheets(inSchool(school), { ...input, request: browser }, 0);
  expect([page.status, page.headers.get("Refresh")]).toEqual([202, "2"]);
});

test("the demo has last year archived and this year's campaigns waiting, and the sample files cover every case", async () => {
  await seedDemo(env);
  const [school, admin] = [await findSchool(env, "0808088X"), await aDemoAdmin()];
  if (!school) throw new Error("the demo has its college");
  const organizationId = school.id;
  const before = await listCampaigns(inSchool(school), { organizationId, year: LAST_YEAR });
  expect(before.campaigns.map(({ level, state }) => [level, state])).toEqual(
    ["6e", "5e", "4e", "3e"].map((level) => [level, "archived"]),
  );
  for (const { expected, received, notBegun, begun, finished } of before.campaigns) {
    expect(expected).toBeGreaterThan(100);
    expect(Math.min(received, notBegun, begun, finished)).toBeGreaterThan(0);
    expect(received + notBegun + begun + finished).toBe(expected);
  }
  const samples = Object.entries(fixtures());
  const base = samples.find(([name]) => name.endsWith("Adresses.zip"))?.[1];
  const college: Organization = { ...school, kind: "sco-menj", city: "" };
  await importAnyway(college, admin, base ?? new Uint8Array());
  for (const [filename, body] of samples.filter(([name]) => name.startsWith("Resultats-"))) {
    const entered = await enterCampaignFile(inSchool(school), {
      organizationId,
      user: admin,
      body,
      filename,
    });
    expect(entered).toMatchObject({
      ok: true,
      report: { waiting: 3, campaign: { created: false } },
    });
  }
  const { campaigns } = await listCampaigns(inSchool(school), { organizationId, year: THIS_YEAR });
  expect(campaigns.map(({ kind, level, received }) => [kind, level, received > 0])).toEqual([
    ["rentree", "6e", true],
    ["attestation-6e", "6e", false],
    ["rentree", "5e", true],
    ["rentree", "4e", false],
    ["rentree", "3e", false],
    ["collecte", "3e", true],
  ]);
  const [sixth] = campaigns;
  const detail = await readCampaign(inSchool(school), {
    organizationId,
    campaignId: sixth?.id ?? "",
  });
  const hasNotBegun = (detail?.divisions ?? []).map((one) => one.notBegun === one.expected);
  expect(new Set(hasNotBegun).size).toBe(2);
  expect(hasNotBegun).toEqual(hasNotBegun.toSorted().toReversed());
});

async function aDemoAdmin() {
  const admin = await env.DB.prepare("SELECT id, name, email FROM user WHERE email = ?1")
    .bind("admin@demo.test")
    .first<Person>();
  if (!admin) throw new Error("the demo has its administrator");
  return admin;
}

const HEADER_ONLY: CampaignFileLine[] = [];
test.each<[string, number, string, Uint8Array]>([
  ["a file with its header only", 422, "EMPTY", aCampaignFile(HEADER_ONLY)],
  ["another school's", 422, "NOBODY_MATCHED", aCampaignFile([line("INCONNU", "Tom", "6A")])],
  ["a text", 415, "NOT_A_RESULTS_FILE", new TextEncoder().encode("bonjour;monde\n1;2\n")],
  ["nothing", 415, "NOT_A_RESULTS_FILE", new Uint8Array()],
  [
    "an open quote",
    422,
    "FILE_INVALID",
    aCampaignFile([line("MARTIN", "Alix", "6A"), line("MARTIN", "Nour", "6A")]).slice(0, -12),
  ],
  [
    "a wrong date",
    422,
    "DATE_INVALID",
    aCampaignFile([line("MARTIN", "Alix", "6A", { startedOn: "31/02/2026 10:00" })]),
  ],
])("%s is refused: %i %s", async (_, status, code, file) => {
  const { drop, read } = await aStory();
  expect(await drop(file)).toMatchObject({ status, code });
  expect((await read()).campaigns).toEqual([]);
});

test("two campaigns in one file, too many rows and too many bytes are refused", async () => {
  const { drop } = await aStory();
  const text = (code: string) =>
    new TextDecoder().decode(aCampaignFile([line("MARTIN", "Alix", "6A")], { code }));
  const [one, other] = [text("ABCDEF234"), text("BCDEFG345").split("\n")[1]];
  const mixed = new TextEncoder().encode(`${one}${other}\n`);
  expect(await drop(mixed)).toMatchObject({ status: 422, code: "CAMPAIGNS_MIXED" });
  const many = Array.from({ length: 20_001 }, () => line("MARTIN", "Alix", "6A"));
  expect(await drop(many)).toMatchObject({ status: 422, code: "TOO_MANY_ROWS" });
  const heavy = aCampaignFile(
    Array.from({ length: 15_000 }, () => line("M".repeat(250), "A".repeat(250), "6A")),
  );
  expect(await drop(heavy)).toMatchObject({ status: 413, code: "PAYLOAD_TOO_LARGE" });
  const told = { length: 8 * 1024 * 1024 + 1 };
  expect(await drop([line("MARTIN", "Alix", "6A")], told)).toMatchObject({ status: 413 });
});

test("a year is requested as two consecutive years", async () => {
  const { get, read } = await aStory();
  expect((await get("?year=2026")).status).toBe(422);
  expect(await read(`?year=${LAST_YEAR}`)).toEqual({ year: LAST_YEAR, campaigns: [] });
  expect((await get("/rien")).status).toBe(404);
});
