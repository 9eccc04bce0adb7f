import { expect, test } from "vitest";
import {
  CONTEXT,
  eleveXml,
  pupilsXml,
  readFile,
  siecleXml,
  structuresXml,
} from "#tests/support/siecle-text.ts";
import { createSiecleReader } from "./reader.ts";
import { openSiecle, readSiecleWindow } from "./window.ts";

const SETTINGS =
  "\n<UAJ>0750001A</UAJ>\n<DATE_EXPORT>30/08/2026</DATE_EXPORT><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE>" +
  "<HORODATAGE>29/08/2026 15:25:08</HORODATAGE>";

/** Everything that makes cutting hard; `wide` adds characters that an 8-bit charset lacks. */
function trickyXml(count: number, { head = "", wide = "" } = {}): string {
  const pupils = Array.from({ length: count }, (_, index) =>
    eleveXml(
      {
        ID_NATIONAL: `${String(index).padStart(8, "0")}1AB`,
        NOM_DE_FAMILLE: `<![CDATA[</ELEVE>]]>É${wide}`,
        PRENOM: `No\u00e9<!-- </ELEVE></ELEVES> ${wide} -->${wide}`,
        CODE_SEXE: index % 3 === 0 ? null : "1",
        NOM_USAGE: "D&#146;\u0007A&#x8c;&#7; R&amp;D",
        ID_ELEVE_ETAB: `<![CDATA[<ELEVE>]]>\u0000&#128;`,
      },
      `ELEVE_ID="${index}"`,
    ),
  );
  const structures = pupils.map((_, index) => structuresXml(String(index), ["D", `3 È${wide}`]));
  const data = `<ELEVES>\r\n${pupils.join("\r\n<!-- </ELEVES> -->")}</ELEVES><OPTIONS><OPTION/></OPTIONS>
<STRUCTURES>${structures.join("\r")}</STRUCTURES>`;
  return siecleXml({ head, settings: SETTINGS, data });
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  const view = new DataView(bytes.buffer);
  [...`\ufeff`, ...text.split("")].forEach((unit, index) => {
    view.setUint16(2 * index, unit.charCodeAt(0), littleEndian);
  });
  return bytes;
}

const encodeLatin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

const FILES = {
  "UTF-8": new TextEncoder().encode(trickyXml(12, { wide: "😀œ" })),
  "UTF-8 with a BOM": new TextEncoder().encode(`\ufeff${trickyXml(12, { wide: "😀œ" })}`),
  "UTF-16LE": encodeUtf16(trickyXml(12, { wide: "😀œ" }), true),
  "UTF-16BE": encodeUtf16(trickyXml(12, { wide: "😀œ" }), false),
  "ISO-8859-15": encodeLatin(
    trickyXml(12, { head: `<?xml version="1.0" encoding="ISO-8859-15"?>`, wide: "\xbd" }),
  ),
  "malformed UTF-8": encodeLatin(trickyXml(12, { wide: "\xe2\x82\xf0\x9f" })),
};

test("records are the same in one pass and in windows of any size, in every encoding", () => {
  for (const [name, file] of Object.entries(FILES)) {
    const { cursors: _, ...whole } = readFile(file);
    expect(whole.faults, name).toEqual([]);
    expect(whole.pupils, name).toHaveLength(12);
    expect(whole.classes, name).toHaveLength(12);
    for (const size of [1500, 1501, 1502, 1503, 2048, 4096, 6000]) {
      const { cursors, ...windowed } = readFile(file, { size });
      expect(windowed, `${name} by ${size}`).toEqual(whole);
      expect(cursors.length, `${name} by ${size}`).toBeGreaterThan(1);
    }
  }
});

test("a window may end anywhere, even in the middle of a character of a tag", () => {
  const file = FILES["UTF-16LE"];
  const { cursors: _, ...whole } = readFile(file);
  for (let size = 1401; size < 1600; size += 2) {
    const { cursors: __, ...windowed } = readFile(file, { size });
    expect(windowed, `by ${size}`).toEqual(whole);
  }
});

test("a window longer than the pieces it is decoded in gives the same records", () => {
  for (let shift = 0; shift < 4; shift += 1) {
    const wide = "😀".repeat(80);
    const xml = trickyXml(200, { head: `<!--${"x".repeat(shift)}-->`, wide });
    for (const file of [new TextEncoder().encode(xml), encodeUtf16(xml, true)]) {
      const { cursors: _, ...whole } = readFile(file);
      const { cursors, ...windowed } = readFile(file, { size: 90_000 });
      expect([whole.pupils.length, whole.faults]).toEqual([200, []]);
      expect(new Set(whole.pupils.map(({ fields }) => fields.firstName)).size).toBe(1);
      expect(windowed).toEqual(whole);
      const width = file[1] === 0xfe ? 2 : 1;
      const befores = cursors.slice(1).map(({ byte }) => file[byte - width]);
      expect(new Set(befores)).toEqual(new Set([">".charCodeAt(0)]));
      expect(cursors.length).toBeGreaterThan(1);
    }
  }
});

test("a window does not end inside a value that is kept", () => {
  const settings = `<UAJ>0750<X/>001A${"<X/>".repeat(400)}</UAJ>`;
  const xml = siecleXml({ settings, data: `<ELEVES>${eleveXml()}</ELEVES>` });
  expect(readFile(xml, { size: 1800 })).toMatchObject({ faults: [], pupils: { length: 1 } });
  expect(readFile(xml, { size: 900 }).faults).toMatchObject([{ detail: { reason: "record" } }]);
});

test("a window may end among the settings and between two blocks", () => {
  const settings = `${SETTINGS}${"<X>1</X>".repeat(200)}`;
  const xml = siecleXml({
    settings,
    data: `${"<Y>1</Y>".repeat(60)}<ELEVES>${eleveXml()}</ELEVES>`,
  });
  const { cursors: _, ...whole } = readFile(xml);
  const { cursors, ...windowed } = readFile(xml, { size: 300 + eleveXml().length });
  expect(windowed).toEqual(whole);
  expect(cursors.map(({ openTags }) => openTags)).toContainEqual(["BEE_ELEVES", "PARAMETRES"]);
});

test("CDATA, comments and letters of the charset are read correctly", () => {
  expect(readFile(FILES["UTF-16BE"], { size: 2048 })).toMatchObject({
    facts: { schoolYear: "2026-2027", exportedAt: "2026-08-29T15:25:08" },
    pupils: { 3: { fields: { lastName: "</ELEVE>É😀œ", firstName: "Noé😀œ" } } },
    classes: { 11: { eleveId: "11", division: "3 È😀œ" } },
  });
  expect(readFile(FILES["ISO-8859-15"], { size: 2048 })).toMatchObject({
    pupils: { 3: { fields: { lastName: "</ELEVE>Éœ" } } },
  });
});

test("records are the same when text is pushed in pieces of any size", () => {
  for (const [name, file] of Object.entries(FILES)) {
    const opened = openSiecle(file);
    if (!opened.ok) throw new Error(name);
    const whole = readFile(file);
    for (const size of [1, 7, 4096]) {
      const decoder = new TextDecoder(opened.cursor.encoding);
      const reader = createSiecleReader(CONTEXT);
      for (let at = 0; at < file.length; at += size) {
        reader.push(decoder.decode(file.subarray(at, at + size), { stream: true }));
      }
      reader.close();
      expect(reader.fault, `${name} by ${size}`).toBeNull();
      expect([reader.pupils, reader.classes, reader.facts], `${name} by ${size}`).toEqual([
        whole.pupils,
        whole.classes,
        whole.facts,
      ]);
    }
  }
});

test("every window reports the line numbers of the file", () => {
  const xml = `\n\r\n${pupilsXml(...Array.from({ length: 9 }, () => `\n${eleveXml()}`))}`;
  const lines = readFile(xml, { size: 900 }).pupils.map(({ line }) => line);
  expect(lines).toEqual([8, 10, 12, 14, 16, 18, 20, 22, 24]);
});

test("a break is reported on its line, with the records before it, in any window", () => {
  const xml = pupilsXml(...Array.from({ length: 6 }, () => eleveXml()), "<ELEVE>&nbsp;</ELEVE>");
  for (const size of [900, 1300, Number.POSITIVE_INFINITY]) {
    const { pupils, faults, cursors } = readFile(xml, { size });
    expect(pupils).toHaveLength(6);
    const detail = { reason: "entity", found: "&nbsp;" };
    expect(faults).toEqual([{ code: "FILE_INVALID", line: 11, detail }]);
    expect(cursors.length > 1).toBe(size < 2000);
  }
});

test("a record longer than a window is refused", () => {
  const { faults, pupils } = readFile(pupilsXml(eleveXml(), eleveXml({ X: "<Y/>".repeat(500) })), {
    size: 1000,
  });
  expect(pupils).toHaveLength(1);
  expect(faults).toEqual([{ code: "FILE_INVALID", line: 5, detail: { reason: "record" } }]);
});

test("an empty file is refused", () => {
  const empty = { code: "FILE_INVALID", detail: { reason: "empty" } };
  for (const text of ["", "\ufeff", " \r\n\t"]) expect(readFile(text).faults).toEqual([empty]);
  expect(readFile(encodeUtf16(" ", false)).faults).toEqual([empty]);
});

test("an unknown encoding is refused before anything is read", () => {
  const file = siecleXml({ head: `<?xml version="1.0" encoding="x-macthai"?>` });
  expect(readFile(file).faults).toEqual([
    { code: "ENCODING_NOT_SUPPORTED", detail: { encoding: "x-macthai" } },
  ]);
});

test("a file cut at any byte is refused: it is never read as complete and never throws", () => {
  const file = new TextEncoder().encode(trickyXml(2, { wide: "é😀" }).trimEnd());
  const codes = new Set<string>();
  for (let length = 0; length < file.length; length += 1) {
    const { faults, cursors } = readFile(file.subarray(0, length), { size: 1500 });
    expect(faults, `${length} bytes`).toHaveLength(1);
    expect(cursors.length).toBeGreaterThan(0);
    codes.add(faults[0]?.code ?? "none");
  }
  expect([...codes]).toEqual(["FILE_INVALID"]);
});

test("what is kept between two windows does not grow", () => {
  const file = new TextEncoder().encode(trickyXml(400, { wide: "œ" }));
  const { cursors } = readFile(file, { size: 1600 });
  expect(cursors.length).toBeGreaterThan(200);
  for (const cursor of cursors) {
    const json = JSON.stringify(cursor);
    expect(json.length).toBeLessThan(2048);
    expect(JSON.parse(json)).toEqual(cursor);
  }
});

test("a window starts where the cursor says, so the same cursor gives the same records again", () => {
  const file = FILES["UTF-16LE"];
  const { cursors } = readFile(file, { size: 4000 });
  for (const cursor of cursors) {
    const bytes = file.subarray(cursor.byte, cursor.byte + 4000);
    const last = cursor.byte + 4000 >= file.length;
    const again = () => readSiecleWindow(structuredClone(cursor), bytes.slice(), last, CONTEXT);
    expect(again()).toEqual(again());
  }
});
