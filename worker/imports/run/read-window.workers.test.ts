import { expect, test } from "vitest";
import {
  aMember,
  aSchool,
  env,
  homeOfImport,
  importAnyway,
  importFile,
  inSchool,
  theBase,
} from "#tests/support/factories.ts";
import { aFregataFile } from "#tests/support/fregata-file.ts";
import { anIne, aSiecleFile, somePupils } from "#tests/support/siecle-file.ts";
import { WINDOW_BYTES } from "../formats/reader.ts";
import { readImport } from "../show/read-imports.ts";
import { loadImport } from "../store.ts";
import { readWindow } from "./read-window.ts";

test("the year and the time of export read in the first window are kept until the last", async () => {
  const school = await aSchool();
  const pupils = somePupils(2500).map((pupil) => ({
    ...pupil,
    extra: `<ADRESSE>${"x".repeat(1500)}</ADRESSE>`,
  }));
  const told = { year: "2024", exportedAt: "02/09/2024 08:15:00" };
  const file = aSiecleFile(school, pupils, told);
  expect(file.byteLength).toBeGreaterThan(2 * WINDOW_BYTES);
  const done = await importAnyway(school, await aMember(school), file);
  expect(done).toMatchObject({ status: "done", counts: { added: 2500 } });
  expect(await loadImport(await homeOfImport(done.id), done.id)).toMatchObject({
    schoolYear: "2024-2025",
    exportedAt: "2024-09-02T08:15:00",
  });
});

test("the last class of a pupil wins, two windows after the first", async () => {
  const school = await aSchool();
  const classOf = (id: string, code: string) =>
    `<STRUCTURES_ELEVE ELEVE_ID="${id}"><STRUCTURE><CODE_STRUCTURE>${code}</CODE_STRUCTURE>
<TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`;
  const filler = `<STRUCTURES_ELEVE ELEVE_ID="9"><!-- ${"x".repeat(3000)} --></STRUCTURES_ELEVE>\n`;
  const before = ["2", "3", "4"].map((id) => classOf(id, "6A"));
  const raw = `<DONNEES><STRUCTURES>${before.join("")}${classOf("1", "6B")}
${filler.repeat(Math.ceil((2 * WINDOW_BYTES) / filler.length))}${classOf("1", "6C")}</STRUCTURES>
<ELEVES><ELEVE ELEVE_ID="1"><ID_NATIONAL>${anIne()}</ID_NATIONAL><NOM>PETIT</NOM><PRENOM>Lou</PRENOM>
<CODE_SEXE>1</CODE_SEXE><DATE_NAISS>01/01/2012</DATE_NAISS><CODE_PAYS>132</CODE_PAYS></ELEVE></ELEVES></DONNEES>`;
  const file = aSiecleFile(school, [], { raw });
  expect((await importFile(school, await aMember(school), file)).status).toBe("done");
  expect(await theBase(school)).toMatchObject([{ last_name: "PETIT", division: "6C" }]);
});

test("beyond 200 000 lines a file is refused", async () => {
  const school = await aSchool();
  const file = aSiecleFile(school, somePupils(1));
  const { id } = await importFile(school, await aMember(school), file);
  await env.FILES.put("imports/long", file);
  await inSchool(school)
    .DB.prepare(
      `UPDATE import SET status = 'reading', plain_key = 'imports/long', total_bytes = ?2, cursor = NULL,
       finished_at = NULL, row_count = 200000 WHERE id = ?1`,
    )
    .bind(id, file.byteLength)
    .run();
  const row = await loadImport(inSchool(school), id);
  if (!row) throw new Error("the import is gone");
  const after = await readWindow(inSchool(school), row, school.uai);
  // The row that the step's own batch reads is the row as every other reader sees it.
  expect(after).toEqual(await loadImport(inSchool(school), id));
  expect(after?.status).toBe("refused");
  const told = await readImport(inSchool(school), {
    ...{ organizationId: school.id, importId: id, role: "admin" },
  });
  expect(told?.errors[0]?.message).toContain("200 000 lignes");
});

test("a file wrong everywhere stops early, at few lines per window, and reports that there are more errors", async () => {
  const school = await aSchool("sco-masa");
  const wrong = `${anIne()};;;;;;;;;;;`;
  const file = aFregataFile(Array.from({ length: 60_000 }, () => wrong));
  const told = await importFile(school, await aMember(school), file, "faux.csv");
  expect(told).toMatchObject({ status: "refused", errorCount: 20_000, errorCountIsMinimum: true });
  expect(told.progress.rows).toBeLessThan(30_000);
  expect(told.errors).toHaveLength(1000);
  expect(told.errors[0]).toMatchObject({
    code: "FIELD_REQUIRED",
    line: 2,
    field: "Premier prénom*",
  });
  const places = told.errors.map(({ line, field }) => [line, field]);
  expect(new Set(places.map(([line]) => line)).size).toBe(101);
}, 60_000);

test("too many empty pupils stop the reading too", async () => {
  const school = await aSchool();
  const raw = `<DONNEES><ELEVES>${"<ELEVE/>".repeat(190_000)}</ELEVES></DONNEES>`;
  const told = await importFile(school, await aMember(school), aSiecleFile(school, [], { raw }));
  expect(told).toMatchObject({ status: "refused", errors: [{ code: "FILE_INVALID" }] });
  expect(told.progress.rows).toBeLessThan(40_000);
}, 60_000);
