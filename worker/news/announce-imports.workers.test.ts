import { expect, test } from "vitest";
import { breakBindings } from "#tests/support/broken-bindings.ts";
import {
  aMember,
  anAbandonedImport,
  aSchool,
  env,
  importFile,
  inSchool,
} from "#tests/support/factories.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { cancelImport } from "../imports/decide/decide.ts";
import { failImport } from "../imports/run/end-import.ts";
import { loadImport } from "../imports/store.ts";
import type { Organization } from "../organizations/access.ts";
import { DAY, HOUR } from "../platform/clock.ts";
import { runSweeps } from "../platform/sweep.ts";
import { NEWS_SWEEPS } from "./announce-imports.ts";

/** A date during term: the test also runs in July. */
const IN_TERM = Date.parse("2026-11-16T10:00:00Z");

/** Announces the last state of this school's imports, as if reached just before `now`. */
async function announce(school: Organization, now = IN_TERM) {
  await inSchool(school)
    .DB.prepare("UPDATE import SET heartbeat_at = ?2 WHERE organization_id = ?1")
    .bind(school.id, now - 60_000)
    .run();
  await runSweeps(env, NEWS_SWEEPS, now);
}

async function mailsOf(school: Organization) {
  const { results } = await env.DB.prepare(
    "SELECT recipient, subject, text FROM outbox WHERE organization_id = ?1 AND kind = 'import-news' ORDER BY recipient",
  )
    .bind(school.id)
    .all<{ recipient: string; subject: string; text: string }>();
  return results;
}

async function choose(person: { id: string }, column: string, value: number) {
  await env.DB.prepare(`UPDATE user SET ${column} = ?2 WHERE id = ?1`).bind(person.id, value).run();
}

test("an applied import is mailed to its sender and to the other administrators, with numbers and no pupil", async () => {
  const school = await aSchool();
  const [admin, other] = [await aMember(school), await aMember(school)];
  const [quiet, unproven] = [await aMember(school), await aMember(school)];
  await choose(quiet, "import_news", 0);
  await choose(unproven, "email_verified", 0);
  await aMember(school, "member");
  await aMember(await aSchool());
  const pupils = somePupils(3);
  await importFile(school, admin, aSiecleFile(school, pupils));
  await announce(school);
  const mails = await mailsOf(school);
  expect(mails.map(({ recipient }) => recipient)).toEqual([admin.email, other.email].toSorted());
  expect(mails[0]?.subject).toContain("Base élèves mise à jour");
  expect(mails[0]?.text).toContain("3 élèves ajoutés");
  expect(mails[0]?.text).toContain(`/etablissements/${school.uai}/eleves/import`);
  const { results } = await inSchool(school)
    .DB.prepare("SELECT last_name FROM pupil WHERE organization_id = ?1")
    .bind(school.id)
    .all<{ last_name: string }>();
  for (const { last_name } of results) expect(mails[0]?.text).not.toContain(last_name);
});

test("each state is announced once, however often it runs", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  await announce(school);
  await Promise.all([announce(school), announce(school), announce(school)]);
  expect(await mailsOf(school)).toHaveLength(1);
});

test("an import that waits, then is applied, is announced twice; a refused or failed one says that nothing changed", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(50)));
  await announce(school);
  const waiting = await importFile(school, admin, aSiecleFile(school, somePupils(3)));
  expect(waiting.status).toBe("awaiting-confirmation");
  await announce(school);
  const told = (await mailsOf(school)).map(({ subject }) => subject);
  expect(told.filter((subject) => subject.includes("en attente de confirmation"))).toHaveLength(1);
  await cancelImport(inSchool(school), {
    organizationId: school.id,
    importId: waiting.id,
    userId: admin.id,
  });
  await announce(school);
  expect(await mailsOf(school)).toHaveLength(2);

  await importFile(school, admin, aSiecleFile(school, [{ sex: "" }]));
  await announce(school);
  const failing = await loadImport(inSchool(school), await anAbandonedImport(school, admin.id));
  expect(failing && (await failImport(inSchool(school), failing))).toBe(true);
  await announce(school);
  const texts = (await mailsOf(school)).map(({ text }) => text);
  expect(texts).toHaveLength(4);
  expect(texts.filter((text) => text.includes("Rien n’a changé dans la base élèves"))).toHaveLength(
    2,
  );
});

test.each(["2026-06-30T22:00:00Z", "2026-08-31T21:59:59Z"])(
  "at %s, in July or August in Paris, nothing is mailed, then or later",
  async (at) => {
    const school = await aSchool();
    await importFile(school, await aMember(school), aSiecleFile(school, somePupils(3)));
    await announce(school, Date.parse(at));
    await runSweeps(env, NEWS_SWEEPS, Date.parse(at) + HOUR);
    expect(await mailsOf(school)).toEqual([]);
  },
);

test("an import that ended more than a day ago is not announced", async () => {
  const school = await aSchool();
  await importFile(school, await aMember(school), aSiecleFile(school, somePupils(3)));
  await announce(school, IN_TERM - 2 * DAY - 60_000);
  await env.DB.prepare("DELETE FROM announcement WHERE at > 0").run();
  await env.DB.prepare("DELETE FROM outbox WHERE organization_id = ?1").bind(school.id).run();
  await runSweeps(env, NEWS_SWEEPS, IN_TERM);
  expect(await mailsOf(school)).toEqual([]);
});

test("a run announces the oldest thirty of a database, and asks one batch more for each", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const home = inSchool(school);
  const settle = (first: number, many: number) =>
    home.DB.prepare(
      `INSERT INTO import (id, organization_id, number, created_by, created_by_name, filename, format, kind, status,
         source_size, total_bytes, created_at, heartbeat_at, news_due)
       SELECT 'news-' || value, ?1, value, ?2, 'Camille', 'x', 'xml', 'siecle', 'refused', 1, 1, 1, ?3 + value, 1
       FROM json_each(?4)`,
    )
      .bind(
        ...[school.id, admin.id, IN_TERM - 60_000],
        JSON.stringify(Array.from({ length: many }, (_, at) => first + at)),
      )
      .run();
  const run = async () => {
    let asked = 0;
    const counting = breakBindings(env, ({ binding }) => {
      asked += Number(binding === "DB");
      return false;
    });
    await runSweeps(counting, NEWS_SWEEPS, IN_TERM);
    return asked;
  };
  await run();
  const none = await run();
  await settle(1, 1);
  const one = (await run()) - none;
  await settle(2, 40);
  const thirty = (await run()) - none;
  expect(await mailsOf(school)).toHaveLength(31);
  // The statements of one batch: the state, its guard, and a mail.
  expect(thirty - one).toBe(29 * 3);
  const { results } = await home.DB.prepare(
    "SELECT number FROM import WHERE organization_id = ?1 AND news_due = 1 ORDER BY number",
  )
    .bind(school.id)
    .all<{ number: number }>();
  expect(results.map(({ number }) => number)).toEqual([32, 33, 34, 35, 36, 37, 38, 39, 40, 41]);
  await run();
});
