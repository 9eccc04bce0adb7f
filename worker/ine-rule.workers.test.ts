import { beforeAll, expect, test } from "vitest";
import { inSchool } from "#tests/support/factories.ts";
import { ask, pathOf, ROUTES, type Route } from "#tests/support/policy-walk.ts";
import { aWorld } from "#tests/support/walked-world.ts";

/**
 * Where an INE is shown in clear (decision 0026). Any other page or file that an administrator or a member can read
 * masks it, or leaves it out. `file`: the journal records who took it.
 */
const IN_CLEAR: Record<string, "page" | "file"> = {
  // The key to find the pupil in SIECLE or Fregata, where the file is corrected.
  "GET /api/organizations/:uai/imports": "page",
  "GET /api/organizations/:uai/imports/:id": "page",
  "GET /api/organizations/:uai/imports/:id/errors": "page",
  "GET /api/organizations/:uai/imports/:id/skipped": "page",
  "GET /api/organizations/:uai/imports/:id/errors?format=csv": "file",
  "GET /api/organizations/:uai/imports/:id/skipped?format=csv": "file",
  "GET /etablissements/:uai/eleves/import": "page",
  "GET /etablissements/:uai/eleves/import/:importId/non-importes": "page",
  // The school's list of pupils, and the export that a family asks for.
  "GET /api/organizations/:uai/pupils?format=csv": "file",
  "GET /api/organizations/:uai/pupils/:id/export": "file",
  "GET /api/organizations/:uai/pupils/:id/export?format=csv": "file",
};

const INE = "987654321CN";
let world: Awaited<ReturnType<typeof aWorld>>;

beforeAll(async () => {
  world = await aWorld();
  const { school, pupilId, erasedId, importId, resultsId } = world.walked;
  // The walk must not remove this pupil here: only reads are requested.
  await inSchool(school)
    .DB.prepare("DELETE FROM pupil_change WHERE pupil_id = ?1")
    .bind(pupilId)
    .run();
  await inSchool(school).DB.batch([
    inSchool(school).DB.prepare("UPDATE pupil SET ine = ?2 WHERE id = ?1").bind(erasedId, INE),
    inSchool(school)
      .DB.prepare("UPDATE certification_row SET ine = ?2 WHERE import_id = ?1 AND line = 3")
      .bind(resultsId, INE),
    inSchool(school)
      .DB.prepare(
        `INSERT INTO import_error (import_id, ordinal, code, line, ine, pupil)
       VALUES (?1, 1000, 'SEX_REQUIRED', 3, ?2, 'Lila CANARIELEVE')`,
      )
      .bind(importId, INE),
    inSchool(school)
      .DB.prepare(
        `INSERT INTO import_skip (import_id, ordinal, reason, line, ine, pupil)
       VALUES (?1, 1000, 'NO_DIVISION', 3, ?2, 'Lila CANARIELEVE')`,
      )
      .bind(importId, INE),
    inSchool(school)
      .DB.prepare("UPDATE import SET error_count = 1, skipped = skipped + 1 WHERE id = ?1")
      .bind(importId),
  ]);
  expect(school.id).not.toBe("");
});

/** Everything that can be read: routes, their CSV, each list of an import. */
function readable(): Array<{ name: string; route: Route; path: string }> {
  const lists = ["ajoutes", "modifies", "reactives", "desactives", "non-importes"];
  return ROUTES.filter(({ method, path }) => method === "GET" && !path.endsWith("/live")).flatMap(
    (route) => {
      const ids = { ...world.walked, pupilId: world.walked.erasedId };
      const path = pathOf(route, world.walked.school.uai, ids);
      if (route.path.endsWith("/:liste")) {
        return lists.map((list) => ({
          name: route.key.replace(":liste", list),
          route,
          path: path.replace(/[^/]+$/, list),
        }));
      }
      const plain = { name: route.key, route, path };
      return route.isPage
        ? [plain]
        : [plain, { name: `${route.key}?format=csv`, route, path: `${path}?format=csv` }];
    },
  );
}

async function linesOfJournal(): Promise<number> {
  const { school } = world.walked;
  const n = await inSchool(school)
    .DB.prepare("SELECT count(*) AS n FROM journal WHERE organization_id = ?1")
    .bind(school.id)
    .first<number>("n");
  return n ?? 0;
}

test("an administrator reads an INE in clear where the rule says, and the journal records each file", async () => {
  const clear: Record<string, "page" | "file"> = {};
  for (const { name, route, path } of readable()) {
    if (route.policy === "demo" || route.policy === "operator") continue;
    const before = await linesOfJournal();
    const [answer] = await ask({ route, path, as: world.people.admin });
    if (!answer?.text.includes(INE)) continue;
    clear[name] = (await linesOfJournal()) > before ? "file" : "page";
  }
  // The JSON of a list is the same under `?format=csv` where there is no CSV.
  for (const name of Object.keys(clear)) {
    const json = name.replace("?format=csv", "");
    if (name !== json && clear[json] === "page" && clear[name] === "page") delete clear[name];
  }
  expect(clear).toEqual(IN_CLEAR);
});

test("a member reads no INE anywhere, nor its last characters", async () => {
  for (const { name, route, path } of readable()) {
    if (route.policy === "demo" || route.policy === "operator") continue;
    const [answer] = await ask({ route, path, as: world.people.member });
    expect(answer?.text.includes(INE) || answer?.text.includes("•1CN"), name).toBe(false);
  }
});

test("the sheet shows an administrator the mask, and the INE once it is asked for", async () => {
  const route = ROUTES.find(({ key }) => key === "GET /etablissements/:uai/eleves/:pupilId");
  if (!route) throw new Error("no sheet");
  const ids = { ...world.walked, pupilId: world.walked.erasedId };
  const path = pathOf(route, world.walked.school.uai, ids);
  const [shown] = await ask({ route, path, as: world.people.admin });
  expect(shown?.text).toContain("••••••••1CN");
});
