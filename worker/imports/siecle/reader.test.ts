import { expect, test } from "vitest";
import { createSiecleReader } from "./reader.ts";
import {
  CONTEXT,
  eleveXml,
  pupilsXml,
  readFile,
  siecleXml,
  structuresXml,
  type Whole,
} from "./sample-file.ts";

const ines = ({ pupils }: Whole) => pupils.map((pupil) => pupil.fields.ine);
const refusal = (xml: string) => {
  const { faults, pupils } = readFile(xml);
  expect(faults).toHaveLength(1);
  return { ...faults[0], pupils: pupils.length };
};

test("the school code is compared trimmed and upper-cased", () => {
  expect(readFile(siecleXml({ settings: "<UAJ> 0750001a\n</UAJ>" })).faults).toEqual([]);
});

test("another school's file is refused at once, alone, saying which school it is", () => {
  const settings = "<UAJ>0991234z</UAJ>";
  const mismatch = {
    code: "UAI_MISMATCHED",
    detail: { found: "0991234Z", expected: "0750001A" },
    pupils: 0,
  };
  expect(refusal(siecleXml({ settings }))).toEqual(mismatch);
  expect(refusal(`${siecleXml({ settings }).slice(0, 120)}<<<`)).toEqual(mismatch);
});

test("a file that does not tell its school before its data is refused", () => {
  const expected = { found: "", expected: "0750001A" };
  for (const settings of ["", "<UAJ/>", "<X><UAJ>0750001A</UAJ></X>", "<uaj>0750001A</uaj>"]) {
    const data = `<ELEVES>${eleveXml()}</ELEVES>`;
    const fault = refusal(siecleXml({ settings, data }));
    expect(fault).toMatchObject({ code: "UAI_MISMATCHED", detail: expected, pupils: 0 });
  }
  const late = `<BEE_ELEVES><DONNEES/><PARAMETRES><UAJ>0750001A</UAJ></PARAMETRES></BEE_ELEVES>`;
  expect(refusal(late)).toMatchObject({ code: "UAI_MISMATCHED", detail: expected });
});

test("the first school code is the one that counts", () => {
  const settings = "<UAJ>0750001A</UAJ><UAJ>0991234Z</UAJ>";
  expect(readFile(siecleXml({ settings })).faults).toEqual([]);
});

test("a file that is not the pupil file is refused, naming its root", () => {
  expect(refusal("<BEE_RESPONSABLES><X/></BEE_RESPONSABLES>")).toEqual({
    code: "NOT_PUPIL_FILE",
    detail: { root: "BEE_RESPONSABLES" },
    pupils: 0,
  });
  expect(refusal("<html><p>")).toMatchObject({ code: "NOT_PUPIL_FILE", detail: { root: "html" } });
  expect(refusal(siecleXml({ data: "<STRUCTURES/>" }))).toMatchObject({ code: "NOT_PUPIL_FILE" });
  const classes = siecleXml({
    data: `<STRUCTURES>${structuresXml("1", ["D", "4A"])}</STRUCTURES>`,
  });
  expect(readFile(classes)).toMatchObject({ classes: [], faults: [{ code: "NOT_PUPIL_FILE" }] });
  expect(refusal("<BEE_ELEVES/>")).toMatchObject({ code: "NOT_PUPIL_FILE" });
  const onlySchool = "<BEE_ELEVES><PARAMETRES><UAJ>0750001A</UAJ></PARAMETRES></BEE_ELEVES>";
  expect(refusal(onlySchool)).toMatchObject({ code: "NOT_PUPIL_FILE" });
});

test("pupils are the ELEVE of DONNEES/ELEVES, and no others", () => {
  const elsewhere = eleveXml({ ID_NATIONAL: "999999999ZZ" });
  const data = `<ELEVES>${eleveXml()}<AUTRE>${elsewhere}</AUTRE></ELEVES>
    <ANCIENS>${elsewhere}</ANCIENS>${elsewhere}`;
  expect(ines(readFile(siecleXml({ data })))).toEqual(["123456789AB"]);
});

test("the line of a pupil is that of its opening tag", () => {
  const xml = pupilsXml(eleveXml(), eleveXml({}, `\n\n ELEVE_ID="2"\n`), `\r\n\r${eleveXml()}`);
  expect(readFile(xml).pupils.map(({ line }) => line)).toEqual([5, 6, 12]);
  expect(readFile(pupilsXml(`<ELEVE\nELEVE_ID="1"></ELEVE>`)).pupils[0]?.line).toBe(5);
  expect(readFile(pupilsXml(`<ELEVE\r\nELEVE_ID="1"></ELEVE>`)).pupils[0]?.line).toBe(5);
});

test("an ELEVE_ID inside a pupil is not the pupil's", () => {
  const inner = { ADRESSE: `<LIEN ELEVE_ID="9">x</LIEN>` };
  const { pupils } = readFile(pupilsXml(eleveXml(inner), eleveXml(inner, "")));
  expect(pupils.map(({ eleveId }) => eleveId)).toEqual(["1", ""]);
});

test("ELEVE_ID is trimmed, and empty when absent", () => {
  const xml = pupilsXml(eleveXml({}, `ELEVE_ID=" 7 "`), eleveXml({}, ""));
  expect(readFile(xml).pupils.map(({ eleveId }) => eleveId)).toEqual(["7", ""]);
});

test("classes are the structures of type D with a code other than Inactifs, in file order", () => {
  const structures = [
    structuresXml("1", ["G", "42"], ["D", " 3E \u00a0 2 "], ["D", "61"]),
    structuresXml("2", ["D", "Inactifs"], ["D", "INACTIFS "], ["D", ""], ["d", "4A"]),
    structuresXml("", ["D", "4A"]),
    `<STRUCTURES_ELEVE ELEVE_ID=" 3 "><STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE><CODE_STRUCTURE><![CDATA[5B]]></CODE_STRUCTURE></STRUCTURE><STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`,
  ];
  const expected = [
    { eleveId: "1", division: "3E 2" },
    { eleveId: "1", division: "61" },
    { eleveId: "3", division: "5B" },
  ];
  const classes = `<STRUCTURES>${structures.join("")}</STRUCTURES>`;
  const before = siecleXml({ data: `${classes}<ELEVES>${eleveXml()}</ELEVES>` });
  const after = siecleXml({ data: `<ELEVES>${eleveXml()}</ELEVES>${classes}` });
  expect(readFile(before).classes).toEqual(expected);
  expect(readFile(after).classes).toEqual(expected);
});

test("the file's year and time of export are told", () => {
  const facts = (settings: string) =>
    readFile(siecleXml({ settings: `<UAJ>0750001A</UAJ>${settings}` })).facts;
  const stamp = "<HORODATAGE>29/08/2019 15:25:08</HORODATAGE>";
  const day = "<DATE_EXPORT>30/08/2019</DATE_EXPORT>";
  expect(facts("<ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE>")).toEqual({ schoolYear: "2026-2027" });
  expect(facts("<ANNEE_SCOLAIRE>26</ANNEE_SCOLAIRE>")).toEqual({});
  expect(facts(day + stamp)).toEqual({ exportedAt: "2019-08-29T15:25:08" });
  expect(facts(day)).toEqual({ exportedAt: "2019-08-30" });
  expect(facts(`<HORODATAGE>hier</HORODATAGE>${day}`)).toEqual({ exportedAt: "2019-08-30" });
  expect(facts("<DATE_EXPORT>30/08/2019 07:05:01</DATE_EXPORT>")).toEqual({
    exportedAt: "2019-08-30T07:05:01",
  });
  expect(facts("<HORODATAGE>31/02/2019 07:05:01</HORODATAGE>")).toEqual({});
});

test("a document type, a foreign entity and broken XML are refused on their line", () => {
  const invalid = (xml: string, reason: string, line: number, pupils = 0) =>
    expect(refusal(xml)).toEqual({ code: "FILE_INVALID", line, detail: { reason }, pupils });
  const doctype = `<!DOCTYPE BEE_ELEVES [<!ENTITY a "b">]>`;
  invalid(siecleXml({ head: doctype }), "doctype", 1);
  invalid(pupilsXml(eleveXml({ PRENOM: "L&eacute;a" })), "syntax", 5);
  invalid(pupilsXml(eleveXml(), "<ELEVE><NOM></ELEVE>"), "syntax", 6, 1);
  invalid(pupilsXml(eleveXml(), eleveXml({ PRENOM: "&#0;" })), "syntax", 6, 1);
  invalid(`${pupilsXml(eleveXml())}<BEE_ELEVES/>`, "syntax", 8, 1);
  invalid(`${pupilsXml(eleveXml())}<ELEVE/>`, "syntax", 8, 1);
  invalid("Bonjour", "syntax", 1);
  invalid(pupilsXml(eleveXml()).slice(0, -20), "truncated", 6, 1);
});

test("a record that ends where the file was cut is a record", () => {
  const xml = pupilsXml(eleveXml());
  const cut = xml.slice(0, xml.indexOf("</ELEVE>") + "</ELEVE>".length);
  expect(refusal(cut)).toMatchObject({ detail: { reason: "truncated" }, pupils: 1 });
});

test("a record closed by another tag is not a record", () => {
  const open = eleveXml().replace("</ELEVE>", "");
  expect(refusal(pupilsXml(eleveXml(), `${open}</DONNEES>`))).toMatchObject({ pupils: 1 });
  const structures = structuresXml("1", ["D", "4A"]).replace("</STRUCTURES_ELEVE>", "</DONNEES>");
  const { classes } = readFile(siecleXml({ data: `<ELEVES/><STRUCTURES>${structures}` }));
  expect(classes).toEqual([]);
});

test("a file beyond the limits is refused", () => {
  const reason = (xml: string) => refusal(xml).detail?.reason;
  const accepted = (xml: string) => readFile(xml).faults.length === 0;
  const nested = (times: number) => `${"<A>".repeat(times)}${"</A>".repeat(times)}`;
  const attributes = (count: number) =>
    Array.from({ length: count }, (_, index) => ` a${index}="x"`).join("");

  expect(accepted(pupilsXml(nested(29)))).toBe(true);
  expect(reason(pupilsXml(nested(30)))).toBe("depth");
  expect(accepted(pupilsXml(`<${"a".repeat(64)}/>`))).toBe(true);
  expect(reason(pupilsXml(`<${"a".repeat(65)}/>`))).toBe("name");
  expect(reason(pupilsXml(`<A ${"a".repeat(65)}=""/>`))).toBe("name");
  expect(accepted(pupilsXml(`<A${attributes(32)}/>`))).toBe(true);
  expect(reason(pupilsXml(`<A${attributes(33)}/>`))).toBe("attributes");
  expect(accepted(pupilsXml(`<A a="${"x".repeat(1024)}"/>`))).toBe(true);
  expect(reason(pupilsXml(`<A a="${"x".repeat(1025)}"/>`))).toBe("attribute");
  expect(accepted(pupilsXml(`<A>${"x".repeat(4096)}</A>`))).toBe(true);
  expect(reason(pupilsXml(`<A>${"x".repeat(4097)}</A>`))).toBe("text");
  const halves = `${"x".repeat(2049)}<![CDATA[${"x".repeat(2049)}]]>`;
  expect(reason(pupilsXml(eleveXml({ PRENOM: halves })))).toBe("text");
});

test("five million elements are the limit, counted over all windows", () => {
  const memory = {
    openTags: ["BEE_ELEVES", "DONNEES", "ELEVES"],
    elements: 4_999_999,
    school: true,
    pupils: true,
    schoolYear: null,
    stamp: null,
    exported: null,
  };
  const reader = createSiecleReader(CONTEXT, { memory, line: 100 });
  reader.push("<A/>");
  expect(reader.fault).toBeNull();
  reader.push("\n<A/>");
  expect(reader.fault).toEqual({
    code: "FILE_INVALID",
    line: 101,
    detail: { reason: "elements" },
  });
});

test("an XML 1.1 declaration does not change what a line end is", () => {
  const head = `<?xml version="1.1" encoding="UTF-8"?>`;
  const xml = siecleXml({ head, data: `<ELEVES>\u0085\u2028${eleveXml()}</ELEVES>` });
  expect(readFile(xml)).toMatchObject({ faults: [], pupils: [{ line: 4 }] });
});

test("nothing is read after a fault", () => {
  const reader = createSiecleReader(CONTEXT);
  reader.push("<BEE_ELEVES></X>");
  const { fault } = reader;
  reader.push("<BEE_ELEVES>");
  reader.close();
  expect(fault).toMatchObject({ code: "FILE_INVALID", line: 1 });
  expect(reader.fault).toBe(fault);
});

test("a default namespace on the root is harmless", () => {
  const xml = pupilsXml(eleveXml()).replace("<BEE_ELEVES ", `<BEE_ELEVES xmlns="urn:x" `);
  expect(ines(readFile(xml))).toEqual(["123456789AB"]);
});
