import { beforeAll, expect, test } from "vitest";
import { aMember, aSchool, env, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { listCases } from "#tests/support/list-cases.ts";
import { recordDatabase } from "#tests/support/recorded-database.ts";
import { aResultFile, aRow, bodyOf } from "#tests/support/result-file.ts";
import { aResult } from "#tests/support/results.ts";
import { aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { enterResults } from "./certifications/enter/enter-results.ts";

/**
 * How D1 finds the rows of each list, checked on the statements that the lists really run: never by walking a whole
 * table, always by one range of an index of the school (or of one of its imports).
 */

/** Not a table: the values of a parameter, or the result of another step of the statement (`r`: the rows of a page). */
const FOUND_BEFORE =
  /^(SCAN (json_each|found|page|kind|r|candidate|CONSTANT ROW|\(subquery-\d+\))|SEARCH r USING AUTOMATIC .*)( |$)/;
/** By an index or a key: the rows of the school, of an import or a pupil found in it, or one row by its id. */
const OF_SCHOOL =
  /^SEARCH \w+ (EXISTS )?USING (INTEGER |)(PRIMARY KEY|(COVERING )?INDEX \w+) \((organization_id|import_id|pupil_id|id|rowid)=\?/;

/** Replaced by the ids of existing rows: some lists run no statement for an unknown import. */
const asked = {
  organizationId: 0,
  importId: "",
  resultsId: "",
  userId: "",
  pupilId: "",
  year: "2025-2026",
  division: "3E A",
  rareName: "garnier0002",
  lastPage: 3,
};

beforeAll(async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const pupils = [...somePupils(3), { ine: "" }];
  const told = await importFile(school, admin, aSiecleFile(school, pupils));
  await aResult(school);
  const entered = await enterResults(inSchool(school), {
    ...{ organizationId: school.id, user: admin, filename: "resultats.csv" },
    body: bodyOf(aResultFile([aRow()])),
  });
  if (!entered.ok) throw new Error("the results were refused");
  const pupilId = (await theBase(school))[0]?.id ?? "";
  const ids = { importId: told.id, resultsId: entered.importId, userId: admin.id, pupilId };
  Object.assign(asked, { organizationId: school.id, ...ids });
});

test.each(listCases(asked).map(([name], place): [string, number] => [name, place]))(
  "%s: no table is walked whole",
  async (_, place) => {
    const home = inSchool(asked.organizationId);
    const ofSchool = recordDatabase(home.DB);
    const central = recordDatabase(env.DB);
    await listCases(asked)[place]?.[1]({
      ...{ ...home, DB: ofSchool.DB },
      CENTRAL: { ...env, DB: central.DB },
    });
    const ran = [
      ...ofSchool.ran.map((one) => ({ ...one, db: home.DB })),
      ...central.ran.map((one) => ({ ...one, db: env.DB })),
    ];
    expect(ran.length).toBeGreaterThan(0);
    for (const { sql, values, db } of ran) {
      const { results } = await db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      const steps = results.map(({ detail }) => detail);
      const odd = steps.filter(
        (step) => /^(SCAN|SEARCH) /.test(step) && !FOUND_BEFORE.test(step) && !OF_SCHOOL.test(step),
      );
      expect({ sql, odd }).toEqual({ sql, odd: [] });
    }
  },
);
