import { expect, test } from "vitest";
import { aMember, aSchool, importFile, inSchool, theBase } from "#tests/support/factories.ts";
import { aFregataFile } from "#tests/support/fregata-file.ts";
import {
  anIne,
  aSiecleFile,
  type SiecleFilePupil,
  somePupils,
} from "#tests/support/siecle-file.ts";
import { listSkipped } from "../show/read-lists.ts";

async function codesOf(pupils: SiecleFilePupil[]): Promise<string[]> {
  const school = await aSchool();
  const told = await importFile(school, await aMember(school), aSiecleFile(school, pupils));
  return told.errors.map(({ code }) => code);
}

test("one error among the pupils refuses the file, and the base does not change", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(8)));
  const before = await theBase(school);
  const pupils: SiecleFilePupil[] = [{ sex: "" }, ...somePupils(3, 7)];
  const refused = await importFile(school, admin, aSiecleFile(school, pupils));
  expect(refused).toMatchObject({ status: "refused", errorCount: 1 });
  expect(refused.errors[0]).toMatchObject({ code: "SEX_REQUIRED", pupil: "Lila MOREAU" });
  expect(refused.counts).toMatchObject({ added: 0, deactivated: 0 });
  expect(await theBase(school)).toEqual(before);
});

test("all errors are listed at once, pupil by pupil, each pupil's in the order of the rules", async () => {
  const codes = await codesOf([
    { sex: "3", city: "", birthDate: "" },
    {},
    { birthDate: "31/02/2013", lastName: "", firstName: "CÃ©cile" },
  ]);
  expect(codes).toEqual([
    "BIRTH_CITY_CODE_REQUIRED",
    "SEX_REQUIRED",
    "BIRTH_DATE_REQUIRED",
    "BIRTH_DATE_INVALID",
    "LAST_NAME_REQUIRED",
    "NAME_UNREADABLE",
  ]);
});

test("a repeated INE gives one error per repetition, which names the first pupil", async () => {
  const school = await aSchool();
  const ine = anIne();
  const pupils = [
    { ine, firstName: "Inès", lastName: "BENALI", division: "3D" },
    { ine, firstName: "Noé" },
    { ine, firstName: "Léo" },
  ];
  const told = await importFile(school, await aMember(school), aSiecleFile(school, pupils));
  expect(told.errors.map(({ code, pupil }) => [code, pupil])).toEqual([
    ["INE_DUPLICATED", "Noé MOREAU"],
    ["INE_DUPLICATED", "Léo MOREAU"],
  ]);
  expect(told.errors[0]?.message).toContain("Inès BENALI");
  expect(told.errors[0]?.message).toContain("3D");
});

test("the error of a repeated INE comes at its rank among the pupil's errors", async () => {
  const ine = anIne();
  const codes = await codesOf([{ ine }, { ine, firstName: "", lastName: "LEFÃˆVRE" }]);
  expect(codes).toEqual(["FIRST_NAME_REQUIRED", "INE_DUPLICATED", "NAME_UNREADABLE"]);
});

test("a skipped pupil does not count as the first of a repeated INE", async () => {
  const school = await aSchool();
  const ine = anIne();
  const pupils = [
    { ine, division: "" },
    { ine, firstName: "Inès" },
    { ine, firstName: "Noé" },
  ];
  const told = await importFile(school, await aMember(school), aSiecleFile(school, pupils));
  expect(told.errors.map(({ code, pupil }) => [code, pupil])).toEqual([
    ["INE_DUPLICATED", "Noé MOREAU"],
  ]);
  expect(told.errors[0]?.message).toContain("Inès MOREAU");
});

test("two pupils with one ELEVE_ID are refused", async () => {
  expect(await codesOf([{ id: "9" }, { id: "9" }])).toEqual(["ELEVE_ID_DUPLICATED"]);
});

test("a pupil without class is skipped; its other errors and its INE do not count", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const ine = anIne();
  const pupils = [{ ine }, { ine, division: "", sex: "", firstName: "Zoé" }];
  const done = await importFile(school, admin, aSiecleFile(school, pupils));
  expect(done).toMatchObject({ status: "done", counts: { added: 1, skipped: 1 } });
  const skipped = await listSkipped(inSchool(school), {
    organizationId: school.id,
    importId: done.id,
    page: 1,
  });
  expect(skipped?.skipped).toMatchObject([{ reason: "NO_DIVISION", pupil: "Zoé MOREAU", ine }]);
});

test("every reason for skipping is listed with the pupil's name", async () => {
  const school = await aSchool();
  const pupils: SiecleFilePupil[] = [
    {},
    { firstName: "Abel", extra: "<DATE_SORTIE>01/09/2026</DATE_SORTIE>" },
    { firstName: "Basile", ine: "" },
    { firstName: "Côme", ine: "12345" },
    { firstName: "Denis", division: "Inactifs" },
  ];
  const done = await importFile(school, await aMember(school), aSiecleFile(school, pupils));
  const list = await listSkipped(inSchool(school), {
    organizationId: school.id,
    importId: done.id,
    page: 1,
  });
  expect(list?.skipped.map(({ reason, pupil }) => [reason, pupil])).toEqual([
    ["LEFT", "Abel MOREAU"],
    ["NO_INE", "Basile MOREAU"],
    ["INE_NOT_GENUINE", "Côme MOREAU"],
    ["NO_DIVISION", "Denis MOREAU"],
  ]);
  expect(list?.total).toBe(4);
});

test("the last usable class wins, wherever the structures are in the file", async () => {
  const school = await aSchool();
  const structure = (code: string, type: string) =>
    `<STRUCTURE><CODE_STRUCTURE>${code}</CODE_STRUCTURE><TYPE_STRUCTURE>${type}</TYPE_STRUCTURE></STRUCTURE>`;
  const raw = `<DONNEES><STRUCTURES><STRUCTURES_ELEVE ELEVE_ID="1">${structure("5A", "D")}${structure("3E  2", "D")}${structure("42", "G")}${structure("INACTIFS", "D")}</STRUCTURES_ELEVE></STRUCTURES>
<ELEVES><ELEVE ELEVE_ID="1"><ID_NATIONAL>${anIne()}</ID_NATIONAL><NOM>PETIT</NOM><PRENOM>Lou</PRENOM>
<CODE_SEXE>1</CODE_SEXE><DATE_NAISS>01/01/2012</DATE_NAISS><CODE_PAYS>132</CODE_PAYS></ELEVE></ELEVES></DONNEES>`;
  const file = aSiecleFile(school, [], { raw });
  expect((await importFile(school, await aMember(school), file)).status).toBe("done");
  expect((await theBase(school))[0]).toMatchObject({ division: "3E 2", last_name: "PETIT" });
});

test("a file with no pupil left to import is refused as EMPTY, with the reason for each pupil", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  await importFile(school, admin, aSiecleFile(school, somePupils(5)));
  const refused = await importFile(school, admin, aSiecleFile(school, [{ ine: "" }]));
  expect(refused).toMatchObject({ status: "refused", errorCount: 1 });
  expect(refused.counts).toEqual({
    added: 0,
    changed: 0,
    unchanged: 0,
    reactivated: 0,
    deactivated: 0,
    skipped: 1,
  });
  expect(refused.errors[0]?.code).toBe("EMPTY");
  expect((await theBase(school)).every((pupil) => pupil.deactivated_at === null)).toBe(true);
});

test("a broken XML lists the errors before the break, then the break; missing classes are ignored", async () => {
  const school = await aSchool();
  const whole = new TextDecoder().decode(aSiecleFile(school, [{ sex: "" }, { division: "" }, {}]));
  const broken = new TextEncoder().encode(whole.slice(0, whole.lastIndexOf("</ELEVE>") - 4));
  const told = await importFile(school, await aMember(school), broken);
  expect(told.errors.map(({ code }) => code)).toEqual(["SEX_REQUIRED", "FILE_INVALID"]);
  expect(told.counts.skipped).toBe(0);
  expect(told.errors[1]?.line).toBeGreaterThan(3);
});

test("the first thousand errors are kept and all are counted", async () => {
  const school = await aSchool();
  const wrong = [{ sex: "" }, { firstName: "" }];
  const pupils = somePupils(1200).map((pupil, index) => ({ ...pupil, ...wrong[index % 2] }));
  const told = await importFile(school, await aMember(school), aSiecleFile(school, pupils));
  expect(told.errorCount).toBe(1200);
  expect(told.errors).toHaveLength(1000);
  expect(told.errors.filter(({ code }) => code === "SEX_REQUIRED")).toHaveLength(500);
});

test("beyond a thousand errors, the XML break is still listed, as the last stored error", async () => {
  const school = await aSchool();
  const pupils = somePupils(1200).map((pupil) => ({ ...pupil, sex: "" }));
  const whole = new TextDecoder().decode(aSiecleFile(school, pupils));
  const broken = new TextEncoder().encode(whole.replace("</ELEVES>", "</ELEVE>"));
  const told = await importFile(school, await aMember(school), broken);
  expect(told).toMatchObject({ status: "refused", errorCount: 1201 });
  expect(told.errors).toHaveLength(1000);
  expect(told.errors.at(998)?.code).toBe("SEX_REQUIRED");
  expect(told.errors.at(999)?.code).toBe("FILE_INVALID");
});

test("a file of another school is refused for that alone", async () => {
  const school = await aSchool();
  const file = aSiecleFile({ uai: "0750001A" }, [{ sex: "" }]);
  const told = await importFile(school, await aMember(school), file);
  expect(told.errors.map(({ code }) => code)).toEqual(["UAI_MISMATCHED"]);
  expect(told.errors[0]?.message).toContain("0750001A");
});

test("the school's code is compared trimmed and in capitals", async () => {
  const school = await aSchool();
  const file = aSiecleFile({ uai: ` ${school.uai.toLowerCase()} ` }, [{}]);
  expect((await importFile(school, await aMember(school), file)).status).toBe("done");
});

test("a long name is measured and cut in characters, not in UTF-16 units", async () => {
  const school = await aSchool();
  const admin = await aMember(school);
  const lastName = "😀".repeat(200);
  await importFile(school, admin, aSiecleFile(school, [{ lastName }]));
  expect(await theBase(school)).toMatchObject([{ last_name: lastName }]);
  const tooLong = [{ firstName: "", lastName: "😀".repeat(256) }];
  const told = await importFile(school, admin, aSiecleFile(school, tooLong));
  expect(told.errors.map(({ code, pupil }) => [code, pupil])).toEqual([
    ["FIRST_NAME_REQUIRED", "😀".repeat(255)],
    ["FIELD_TOO_LONG", "😀".repeat(255)],
  ]);
});

test("a class code beyond 255 characters is an error, not a shortened class", async () => {
  expect(await codesOf([{ division: "6".repeat(255) }, { division: "6".repeat(256) }])).toEqual([
    "FIELD_TOO_LONG",
  ]);
});

test("an error shows the value found and the class of the pupil, known or not", async () => {
  const school = await aSchool();
  const told = await importFile(
    school,
    await aMember(school),
    aSiecleFile(school, [
      { firstName: "Za\u0007ra", division: "3E 2" },
      { sex: "3", division: "4\u0007A" },
      { division: "5\u0085B" },
    ]),
  );
  const shown = told.errors.map(({ code, value, division, cause }) => [
    code,
    value,
    division,
    cause,
  ]);
  expect(shown).toEqual([
    ["NAME_UNREADABLE", "Za␇ra", "3E 2", "CONTROL_CHARACTER"],
    ["SEX_REQUIRED", "3", "4␇A", undefined],
    ["NAME_UNREADABLE", "4␇A", "4␇A", "CONTROL_CHARACTER"],
    ["NAME_UNREADABLE", "5\u0085B", "5\u0085B", "CONTROL_CHARACTER"],
  ]);
  expect(told.errors[0]?.message).toMatch(/classe 3E 2.*Za␇ra.*retapez/);
});

const aLine = (birthCityCode: string, department = "01") =>
  `${anIne()};Lila;Moreau;F;01/02/2012;${birthCityCode};;${department};99100;ST;27610011111;3A`;

test("a code without its leading zero is blamed on a spreadsheet, unless its column has zeros elsewhere", async () => {
  const causes = async (...lines: string[]) => {
    const school = await aSchool("sco-masa");
    const told = await importFile(school, await aMember(school), aFregataFile(lines), "a.csv");
    return told.errors.map(({ code, value, cause }) => [code, value, cause]);
  };
  expect(await causes(aLine("1004"), aLine("33063"))).toEqual([
    ["CITY_CODE_INVALID", "1004", "SPREADSHEET"],
  ]);
  expect(await causes(aLine("1004"), aLine("01004"))).toEqual([
    ["CITY_CODE_INVALID", "1004", undefined],
  ]);
  expect(await causes(aLine("33063", "1"), aLine("33063", "33"))).toEqual([
    ["DEPARTMENT_INVALID", "1", "SPREADSHEET"],
  ]);
  expect(await causes(aLine("33063", "1"), aLine("33063", "033"))).toEqual([
    ["DEPARTMENT_INVALID", "1", undefined],
  ]);
});

test("values ruined by a spreadsheet are refused, and two ruined identifiers are not duplicates", async () => {
  const school = await aSchool("sco-masa");
  const lines = ["a", "b"].map(() => aLine("33063").replace(/^[^;]+/, "2,2E+10"));
  const third = aLine("33063").replace(/3A$/, "3,00E+01");
  const file = aFregataFile([...lines, third]);
  const told = await importFile(school, await aMember(school), file, "a.csv");
  expect(told.errors.map(({ code, line, value, cause }) => [code, line, value, cause])).toEqual([
    ["NAME_UNREADABLE", 2, "2,2E+10", "SPREADSHEET"],
    ["NAME_UNREADABLE", 3, "2,2E+10", "SPREADSHEET"],
    ["NAME_UNREADABLE", 4, "3,00E+01", "SPREADSHEET"],
  ]);
  expect(told.errors[2]?.message).toMatch(/tableur.*sans l’ouvrir/);
});

test("a file that repeats one pupil everywhere reports more than 20 000 errors", async () => {
  const school = await aSchool("sco-masa");
  const line = aLine("33063");
  const file = aFregataFile(Array.from({ length: 20_002 }, () => line));
  const told = await importFile(school, await aMember(school), file, "a.csv");
  expect(told).toMatchObject({ status: "refused", errorCount: 20_000, errorCountIsMinimum: true });
  expect(told.errors[0]).toMatchObject({ code: "INE_DUPLICATED", line: 3 });
}, 60_000);
