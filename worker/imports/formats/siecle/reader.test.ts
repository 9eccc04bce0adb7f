import { expect, test } from "vitest";
import {
  CONTEXT,
  eleveXml,
  pupilsXml,
  readFile,
  siecleXml,
  structuresXml,
  type Whole,
} from "#tests/support/siecle-text.ts";
import { createSiecleReader } from "./reader.ts";

const ines = ({ pupils }: Whole) => pupils.map((pupil) => pupil.fields.ine);
const refusal = (xml: string) => {
  const { faults, pupils } = readFile(xml);
  expect(faults).toHaveLength(1);
  return { ...faults[0], pupils: pupils.length };
};

test("the school code is compared trimmed and upper-cased", () => {
  expect(readFile(siecleXml({ settings: "<UAJ> 0750001a\n</UAJ>" })).faults).toEqual([]);
});

test("another school's file is refused at once, with this error alone, and its school is named", () => {
  const settings = "<UAJ>0991234z</UAJ>";
  const mismatch = {
    code: "UAI_MISMATCHED",
    detail: { found: "0991234Z", expected: "0750001A" },
    pupils: 0,
  };
  expect(refusal(siecleXml({ settings }))).toEqual(mismatch);
  expect(refusal(`${siecleXml({ settings }).slice(0, 120)}<<<`)).toEqual(mismatch);
});

test("a file that does not name its school before its data is refused", () => {
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
  expect(refusal("<FORM><p>")).toMatchObject({ code: "NOT_PUPIL_FILE", detail: { root: "FORM" } });
  expect(refusal("<html><p>")).toMatchObject({
    code: "FORMAT_NOT_SUPPORTED",
    detail: { found: "web-page" },
  });
  expect(refusal(siecleXml({ data: "<STRUCTURES/>" }))).toMatchObject({ code: "NOT_PUPIL_FILE" });
  const classes = siecleXml({
    data: `<STRUCTURES>${structuresXml("1", ["D", "4A"])}</STRUCTURES>`,
  });
  expect(readFile(classes)).toMatchObject({ classes: [], faults: [{ code: "NOT_PUPIL_FILE" }] });
  expect(refusal("<BEE_ELEVES/>")).toMatchObject({ code: "NOT_PUPIL_FILE" });
  const onlySchool = "<BEE_ELEVES><PARAMETRES><UAJ>0750001A</UAJ></PARAMETRES></BEE_ELEVES>";
  expect(refusal(onlySchool)).toMatchObject({ code: "NOT_PUPIL_FILE" });
});

test("only the ELEVE elements of DONNEES/ELEVES are pupils", () => {
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

test("the file's year and time of export are returned", () => {
  const facts = (settings: string) =>
    readFile(siecleXml({ settings: `<UAJ>0750001A</UAJ>${settings}` })).facts;
  const stamp = "<HORODATAGE>29/08/2019 15:25:08</HORODATAGE>";
  const day = "<DATE_EXPORT>30/08/2019</DATE_EXPORT>";
  expect(facts("<ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE>")).toEqual({ schoolYear: "2026-2027" });
  expect(facts("<ANNEE_SCOLAIRE>26</ANNEE_SCOLAIRE>")).toEqual({});
  for (const year of ["2025-2026", "2025/2026", "2025-26", "2025/26", "2025 2026", "20252026"]) {
    const settings = `<ANNEE_SCOLAIRE>${year}</ANNEE_SCOLAIRE>`;
    expect(facts(settings), year).toEqual({ schoolYear: "2025-2026" });
  }
  for (const year of ["2025-27", "2025-2027", "2026-2025", "2025-2", "2025-"]) {
    expect(facts(`<ANNEE_SCOLAIRE>${year}</ANNEE_SCOLAIRE>`), year).toEqual({});
  }
  expect(facts(day + stamp)).toEqual({ exportedAt: "2019-08-29T15:25:08" });
  expect(facts(day)).toEqual({ exportedAt: "2019-08-30" });
  expect(facts(`<HORODATAGE>hier</HORODATAGE>${day}`)).toEqual({ exportedAt: "2019-08-30" });
  expect(facts("<DATE_EXPORT>30/08/2019 07:05:01</DATE_EXPORT>")).toEqual({
    exportedAt: "2019-08-30T07:05:01",
  });
  expect(facts("<HORODATAGE>31/02/2019 07:05:01</HORODATAGE>")).toEqual({});
  for (const time of ["9/8/2019 7:05:01", "2019-08-09 07:05:01", "2019-08-09T07:05:01+02:00"]) {
    const settings = `<HORODATAGE>${time}</HORODATAGE>`;
    expect(facts(settings), time).toEqual({ exportedAt: "2019-08-09T07:05:01" });
  }
  expect(facts("<DATE_EXPORT>9/8/2019</DATE_EXPORT>")).toEqual({ exportedAt: "2019-08-09" });
  expect(facts("<HORODATAGE>29/08/2019 25:05:01</HORODATAGE>")).toEqual({});
});

test("a document type, a foreign entity and broken XML are refused on their line", () => {
  const invalid = (xml: string, reason: string, line: number, pupils = 0) =>
    expect(refusal(xml)).toMatchObject({ code: "FILE_INVALID", line, detail: { reason }, pupils });
  const doctype = `<!DOCTYPE BEE_ELEVES [<!ENTITY a "b">]>`;
  invalid(siecleXml({ head: doctype }), "doctype", 1);
  invalid(`${pupilsXml(eleveXml())}<BEE_ELEVES/>`, "syntax", 8, 1);
  invalid(`${pupilsXml(eleveXml())}<ELEVE/>`, "syntax", 8, 1);
  invalid("Bonjour", "outside", 1);
  invalid(pupilsXml(eleveXml()).slice(0, -20), "truncated", 6, 1);
});

test("an unclosed part is reported on the line where it was opened", () => {
  const opened = (piece: string) => refusal(pupilsXml(eleveXml(), piece, eleveXml(), eleveXml()));
  const closed = "<!-- fini -->\n<![CDATA[ ]]>\n";
  const told = (reason: string, line: number) => ({
    ...{ code: "FILE_INVALID", line, detail: { reason }, pupils: 1 },
  });
  expect(opened("<!-- oublié")).toEqual(told("comment", 6));
  expect(opened(`\r\n${closed}<!-- oublié <![CDATA[`)).toEqual(told("comment", 9));
  expect(opened("<X>\n<![CDATA[<!-- oublié --></X>")).toEqual(told("cdata", 7));
  expect(opened("<?xml-autre oublié")).toEqual(told("instruction", 6));
  const cut = pupilsXml(eleveXml()).split("</ELEVES>")[0];
  expect(refusal(`${cut}<!-- ici -->`)).toMatchObject({ detail: { reason: "truncated" } });
});

test("a part that is not closed within a window is reported, not taken for a long record", () => {
  const xml = pupilsXml(eleveXml(), eleveXml(), `<!-- oublié ${"x".repeat(5_000)}`, eleveXml());
  const { faults, pupils } = readFile(xml, { size: 2_000 });
  expect(faults).toEqual([{ code: "FILE_INVALID", line: 7, detail: { reason: "comment" } }]);
  expect(pupils).toHaveLength(2);
});

test("ill-formed XML is reported on its line, with the text found there", () => {
  const broken = (changes: Record<string, string>, attributes?: string) => {
    const { pupils, line, detail } = refusal(
      pupilsXml(eleveXml(), eleveXml(changes, attributes).replaceAll("><", ">\n<"), eleveXml()),
    );
    return [pupils, line, detail?.reason, detail?.found];
  };
  // Line 6 opens the second pupil: its fields follow, one per line, and NOM_USAGE is the third.
  const usual = (value: string) => broken({ NOM_USAGE: value });
  expect(usual("MARTIN & FILS")).toEqual([1, 9, "ampersand", "MARTIN & FILS"]);
  expect(usual("R&D")).toEqual([1, 9, "ampersand", "R&D"]);
  expect(usual("A\n\nB &\n;C")).toEqual([1, 11, "ampersand", "B &"]);
  expect(usual("M&M;S")).toEqual([1, 9, "entity", "M&M;S"]);
  expect(usual("L&eacute;a")).toEqual([1, 9, "entity", "L&eacute;a"]);
  expect(usual("&#x;")).toEqual([1, 9, "ampersand", "&#x;"]);
  expect(usual("A < B")).toEqual([1, 9, "markup", "<NOM_USAGE>A <"]);
  expect(usual("A <3")).toEqual([1, 9, "markup", "<NOM_USAGE>A <3"]);
  expect(usual("A</B>")).toEqual([1, 9, "unclosed", "<NOM_USAGE>A</B>"]);
  expect(broken({}, `ELEVE_ID="1" ELEVE_ID="2"`)).toEqual([
    1,
    6,
    "twice",
    `<ELEVE ELEVE_ID="1" ELEVE_ID="2">`,
  ]);
  expect(broken({}, `ELEVE_ID="D&D"`)).toEqual([1, 6, "ampersand", "D&D"]);
  expect(broken({}, `ELEVE_ID="1`).slice(1, 3)).toEqual([7, "markup"]);
  expect(broken({}, "ELEVE_ID=1").slice(1, 3)).toEqual([6, "markup"]);
});

test("an element left open is reported where it was opened, with the tag that closed it", () => {
  const open = eleveXml({ PRENOM: "x" }).replace("</PRENOM>", "").replaceAll("><", ">\n<");
  expect(refusal(pupilsXml(eleveXml(), open))).toMatchObject({
    pupils: 1,
    line: 11,
    detail: { reason: "unclosed", name: "PRENOM", closedAt: 20, found: "</ELEVE>" },
  });
  const lost = eleveXml().replace("</ELEVE>", "");
  expect(refusal(pupilsXml(eleveXml(), lost, eleveXml()))).toMatchObject({
    pupils: 1,
    line: 6,
    detail: { reason: "unclosed", name: "ELEVE", closedAt: 8 },
  });
});

test("an ampersand is an ordinary character in CDATA and comments", () => {
  const { faults, pupils } = readFile(
    pupilsXml(eleveXml({ PRENOM: "<![CDATA[A & B &c]]><!-- D & E -->", NOM_USAGE: "F&amp;G" })),
  );
  expect(faults).toEqual([]);
  expect(pupils[0]?.fields).toMatchObject({ firstName: "A & B &c", usualName: "F&G" });
});

test("control characters are drawn in the fields read, and removed anywhere else", () => {
  const { faults, pupils, classes, facts } = readFile(
    siecleXml({
      head: `<?xml version="1.0"?>\u0000`,
      settings: "<UAJ>07\u000750001A</UAJ>\u0001<ANNEE_SCOLAIRE>2026&#0;</ANNEE_SCOLAIRE>",
      data: `\u0002<ELEVES>\u0003${eleveXml(
        {
          PRENOM: "Za\u0007ra",
          NOM_USAGE: "B&#7;C&#x1f;",
          ID_ELEVE_ETAB: "1\u001b2&#8;\u007f&#127;",
          NOM: "D\u0000<![CDATA[\u0001]]>",
        },
        `ELEVE_ID="\u00071&#1;"\u0007`,
      )}<!-- \u0000 &#0; --></ELEVES><STRUCTURES>${structuresXml("1", ["D\u0007\u007f", "3\u0007E"])}</STRUCTURES>`,
    }).replace("</BEE_ELEVES>\n", "</BEE_ELEVES>\n\u001a\u0000\u0000"),
  );
  expect(faults).toEqual([]);
  expect(facts).toEqual({ schoolYear: "2026-2027" });
  expect(pupils).toMatchObject([
    { eleveId: "1", fields: { firstName: "Za␇ra", usualName: "B␇C␟" } },
  ]);
  expect(classes).toEqual([{ eleveId: "1", division: "3␇E" }]);
});

test("a reference to no valid character makes its field unreadable, never the whole file", () => {
  for (const reference of ["&#xD83D;", "&#65535;", "&#xFFFE;", "&#99999999999;", "\uffff"]) {
    const { faults, pupils } = readFile(
      pupilsXml(eleveXml({ PRENOM: `A${reference}`, X: reference })),
    );
    expect(faults, reference).toEqual([]);
    expect(pupils[0]?.fields.firstName, reference).toBe("A\ufffd");
  }
});

test("80 to 9F are read as windows-1252, as bytes of ISO-8859 and as references", () => {
  for (const encoding of ["ISO-8859-1", "ISO-8859-15"]) {
    const head = `<?xml version="1.0" encoding="${encoding}"?>`;
    const xml = pupilsXml(
      eleveXml({
        NOM_DE_FAMILLE: "D\x92ALMEIDA",
        PRENOM: "&#156;&#x9C;",
        NOM_USAGE: "\x8c\x9f&#150;",
      }),
    ).replace(/^.*\n/, `${head}\n`);
    const bytes = Uint8Array.from(xml, (character) => character.charCodeAt(0));
    const { pupils } = readFile(bytes);
    expect(pupils, encoding).toMatchObject([
      { errors: [], fields: { lastName: "D’ALMEIDA", firstName: "œœ", usualName: "ŒŸ–" } },
    ]);
  }
  expect(readFile(pupilsXml(eleveXml({ PRENOM: "N&#146;golo" }))).pupils).toMatchObject([
    { errors: [], fields: { firstName: "N’golo" } },
  ]);
});

test("a record that ends exactly where the file was cut is kept", () => {
  const xml = pupilsXml(eleveXml());
  const cut = xml.slice(0, xml.indexOf("</ELEVE>") + "</ELEVE>".length);
  expect(refusal(cut)).toMatchObject({ detail: { reason: "truncated" }, pupils: 1 });
});

test("a record closed by another tag is dropped", () => {
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

test("the limit is five million elements, counted over all windows", () => {
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
