import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { findXmlEntry } from "./directory.ts";
import { MAX_DIRECTORY_BYTES, MAX_ENTRIES, MAX_INFLATED_BYTES } from "./limits.ts";
import { aZip, bytesOf, concat, readZip, type SampleEntry, sourceOf } from "./sample-archive.ts";

const XML = "<BEE_ELEVES>Zoé</BEE_ELEVES>";

/** The same file zipped by a Python stream, by `zip -fz`, and by `cat f | zip - -`, which names it `-`. */
const ZIP64 = {
  "a stream":
    "UEsDBC0ACAAIAAAAIQAAAAAA//////////8WABQARWxldmVzU2Fuc0FkcmVzc2VzLnhtbAEAEAAAAAAAAAAAAAAAAAAAAAAAs3FydY139XENcw22i8o/vNJGH0kAAFBLBwihYnd2FgAAAAAAAAAdAAAAAAAAAFBLAQItAy0ACAAIAAAAIQChYnd2FgAAAB0AAAAWAAAAAAAAAAAAAACAAQAAAABFbGV2ZXNTYW5zQWRyZXNzZXMueG1sUEsFBgAAAAABAAEARAAAAHYAAAAAAA==",
  "zip -fz":
    "UEsDBC0AAAAIACq9fF2hYnd2//////////8WADAARWxldmVzU2Fuc0FkcmVzc2VzLnhtbFVUCQADn2YLa59mC2t1eAsAAQQAAAAABAAAAAABABAAHQAAAAAAAAAWAAAAAAAAALNxcnWNd/VxDXMNtovKP7zSRh9JAABQSwECHgMtAAAACAAqvXxdoWJ3dhYAAAD/////FgAkAAAAAAABAAAApIEAAAAARWxldmVzU2Fuc0FkcmVzc2VzLnhtbFVUBQADn2YLa3V4CwABBAAAAAAEAAAAAAEACAAdAAAAAAAAAFBLBgYsAAAAAAAAAB4DLQAAAAAAAAAAAAEAAAAAAAAAAQAAAAAAAABoAAAAAAAAAHoAAAAAAAAAUEsGBwAAAADiAAAAAAAAAAEAAABQSwUGAAAAAAEAAQBoAAAA/////wAA",
  "zip - -":
    "UEsDBC0AAAAIACq9fF2hYnd2//////////8BABQALQEAEAAdAAAAAAAAABYAAAAAAAAAs3FydY139XENcw22i8o/vNJGH0kAAFBLAQIeAy0AAAAIACq9fF2hYnd2FgAAAB0AAAABAAAAAAAAAAEAAACAEQAAAAAtUEsGBiwAAAAAAAAAHgMtAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAC8AAAAAAAAASQAAAAAAAABQSwYHAAAAAHgAAAAAAAAAAQAAAFBLBQYAAAAAAQABAC8AAABJAAAAAAA=",
};

const anXml = (change: Partial<SampleEntry> = {}): SampleEntry => ({
  name: "ElevesSansAdresses.xml",
  content: XML,
  ...change,
});

const invalid = (reason: string) => ({ code: "FILE_INVALID", detail: { reason } });

test("the XML file is found whatever the case of its name and its folder, beside hidden files", async () => {
  for (const name of ["a.XML", "export/2026/É.Xml", "dossier\\a.xml", "/racine.xml", "a..b.xml"]) {
    expect(await readZip(aZip([anXml({ name })])), name).toBe(XML);
  }
  const macos = [
    anXml({ name: "__MACOSX/._a.xml" }),
    anXml({ name: "__MACOSX/a.xml" }),
    anXml({ name: ".a.xml" }),
    anXml({ name: ".cache/a.xml" }),
    { name: "dossier.xml/", content: "", stored: true },
    { name: "lisez-moi.txt" },
    anXml({ name: "dossier/a.xml" }),
  ];
  expect(await readZip(aZip(macos))).toBe(XML);
});

test("archives of other tools are read: stored, with a comment, with sizes after the data", async () => {
  expect(await readZip(aZip([anXml({ stored: true })]))).toBe(XML);
  expect(await readZip(aZip([anXml()], { comment: "c".repeat(65_535) }))).toBe(XML);
  expect(await readZip(aZip([anXml({ localExtra: 300 })]))).toBe(XML);
  const later = anXml({ local: { flags: 8, crc: 0, size: 0, compressedSize: 0 } });
  expect(await readZip(aZip([later]))).toBe(XML);
  expect(await readZip(zipSync({ "dossier/a.xml": bytesOf(XML), ".DS_Store": bytesOf("x") }))).toBe(
    XML,
  );
});

test("office lock files, empty files and hidden folders of any case do not count", async () => {
  const litter = [
    anXml({ name: "__macosx/a.xml" }),
    anXml({ name: "~$ElevesSansAdresses.xml" }),
    { name: "a.xml", content: "", stored: true },
    anXml({ name: "a.xml/b.xml" }),
  ];
  expect(await readZip(aZip(litter))).toBe(XML);
  const empty = { name: "a.xml", content: "", stored: true };
  expect(await readZip(aZip([empty]))).toEqual(invalid("empty"));
});

test("an office document inside a zip is recognised, in a folder or without its type", async () => {
  const notSupported = (found: string) => ({ code: "FORMAT_NOT_SUPPORTED", detail: { found } });
  const word = ["[Content_Types].xml", "word/document.xml"].map((name) => ({
    name: `Liste/${name}`,
  }));
  expect(await readZip(aZip(word))).toEqual(notSupported("word"));
  const open = ["content.xml", "styles.xml", "META-INF/manifest.xml"].map((name) => ({ name }));
  expect(await readZip(aZip(open))).toEqual(notSupported("office"));
  expect(await readZip(aZip(open.map(({ name }) => ({ name: `Liste/${name}` }))))).toEqual(
    notSupported("office"),
  );
});

test("an end record inside the comment is not taken for the real one", async () => {
  const inner = String.fromCharCode(...aZip([anXml({ name: "autre.xml", content: "<AUTRE/>" })]));
  expect(await readZip(aZip([anXml()], { comment: `${inner.slice(-22)} et la suite` }))).toBe(XML);
});

test("an archive without exactly one XML file is refused, with the number it holds", async () => {
  const expected = async (entries: SampleEntry[], count: number) =>
    expect(await readZip(aZip(entries))).toMatchObject({
      code: "ARCHIVE_CONTENT",
      detail: { count },
    });
  await expected([], 0);
  await expected([{ name: "a.txt" }, { name: ".a.xml" }, { name: "b.xml/" }], 0);
  await expected([anXml({ name: "a.xml" }), anXml({ name: "b.xml" })], 2);
  await expected([anXml(), anXml()], 2);
  await expected([anXml(), anXml({ name: "x/b.XML" }), anXml({ name: "c.xml" })], 3);
});

test("among several SIECLE exports, the pupil export is read", async () => {
  const other = (name: string) => ({ name, content: "<BEE_RESPONSABLES/>" });
  const pairs = [
    [anXml(), other("ResponsablesAvecAdresses.xml")],
    [other("export/Nomenclature.xml"), anXml({ name: "export/ElevesAvecAdresses (1).xml" })],
    [
      other("Structures.XML"),
      other("Communs.xml"),
      anXml({ name: "0808088X_ElevesSansAdresses.xml" }),
    ],
    [other("sts_emp_0808088X_2026.xml"), anXml({ name: "Élèves sans adresse.xml" })],
  ];
  for (const entries of pairs) expect(await readZip(aZip(entries))).toBe(XML);
});

test("when several files could be the right one, the refusal names them and the one to choose", async () => {
  const two = [anXml({ name: "a/ElevesAvecAdresses.xml" }), anXml()];
  expect(await readZip(aZip(two))).toEqual({
    code: "ARCHIVE_CONTENT",
    detail: {
      reason: "many-xml",
      count: 2,
      names: "« ElevesAvecAdresses.xml », « ElevesSansAdresses.xml »",
      choose: "ElevesSansAdresses.xml",
    },
  });
  const unknown = [anXml(), anXml({ name: "copie.xml" })];
  expect(await readZip(aZip(unknown))).toMatchObject({
    detail: { choose: "ElevesSansAdresses.xml" },
  });
  const strange = Array.from({ length: 9 }, (_, at) =>
    anXml({ name: `«\u0007${"x".repeat(300)}${at}.xml` }),
  );
  const refused = await readZip(aZip(strange));
  expect(JSON.stringify(refused).length).toBeLessThan(500);
  expect(JSON.stringify(refused)).not.toMatch(/\\u0007|choose/);
});

test("hidden twins and folders do not count, up to 1 000 entries", async () => {
  const litter = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `__MACOSX/._${index}.xml` }));
  const folders = Array.from({ length: 30 }, (_, index) => ({
    name: `d${index}/`,
    content: "",
    stored: true,
  }));
  expect(await readZip(aZip([anXml(), ...litter(20)]))).toBe(XML);
  expect(await readZip(aZip([...folders, anXml(), ...litter(969)]))).toBe(XML);
  const tooMany = { code: "ARCHIVE_CONTENT", detail: { reason: "too-many" } };
  expect(await readZip(aZip([anXml(), ...litter(1000)]))).toEqual(tooMany);
});

test("an archive with more than 16 files, or with a huge directory, is refused", async () => {
  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}.txt` }));
  expect(await readZip(aZip([anXml(), ...files(MAX_ENTRIES - 1)]))).toBe(XML);
  const tooMany = { code: "ARCHIVE_CONTENT", detail: { reason: "too-many" } };
  expect(await readZip(aZip([anXml(), ...files(MAX_ENTRIES)]))).toEqual(tooMany);
  const directorySize = MAX_DIRECTORY_BYTES + 1;
  expect(await readZip(aZip([anXml()], { directorySize }))).toEqual(tooMany);
});

test("an office document is recognised, whatever its name", async () => {
  const found = async (entries: SampleEntry[]) => {
    const fault = await readZip(aZip(entries));
    return typeof fault === "string"
      ? fault
      : [fault.code, fault.detail?.found, fault.detail?.name];
  };
  const types = { name: "[Content_Types].xml" };
  const word = [types, { name: "_rels/.rels" }, { name: "word/document.xml" }];
  const workbook = [{ name: "xl/workbook.xml" }, types, { name: "docProps/app.xml" }];
  expect(await found(word)).toEqual(["FORMAT_NOT_SUPPORTED", "word", undefined]);
  expect(await found(workbook)).toEqual(["FORMAT_NOT_SUPPORTED", "workbook", undefined]);
  const type = (name: string) => ({
    name: "mimetype",
    content: `application/vnd.oasis.opendocument.${name}`,
    stored: true,
  });
  expect(await found([type("text"), { name: "content.xml" }])).toContain("text-document");
  expect(await found([{ name: "content.xml" }, type("spreadsheet")])).toContain("workbook");
  expect(await found([{ name: "liste.docx" }])).toEqual([
    "FORMAT_NOT_SUPPORTED",
    "word",
    "liste.docx",
  ]);
  expect(await found([{ name: "x/Classes.XLSX" }, { name: "a.txt" }])).toContain("workbook");
  expect(await found([anXml({ content: aZip(word) })])).toEqual([
    "FORMAT_NOT_SUPPORTED",
    "word",
    undefined,
  ]);
});

test("an archive in an archive is refused", async () => {
  expect(await readZip(aZip([{ name: "export.ZIP" }]))).toEqual(invalid("nested"));
  expect(await readZip(aZip([anXml(), { name: "autre.zip" }]))).toBe(XML);
});

test("an encrypted file is refused, whichever header says so", async () => {
  for (const flags of [0x0001, 0x0041, 0x2000]) {
    expect(await readZip(aZip([anXml({ central: { flags } })]))).toEqual(invalid("encrypted"));
    expect(await readZip(aZip([anXml({ local: { flags } })]))).toEqual(invalid("encrypted"));
  }
});

test("an unknown method is refused", async () => {
  for (const method of [1, 9, 12, 14, 93, 99]) {
    const entry = anXml({ central: { method }, local: { method } });
    expect(await readZip(aZip([entry]))).toEqual(invalid("method"));
  }
});

test("a path with `..` is refused, even on a file that is not read", async () => {
  for (const name of ["../a.xml", "a/../../b.xml", "..\\a.xml", "a/.."]) {
    expect(await readZip(aZip([anXml({ name })])), name).toEqual(invalid("path"));
    expect(await readZip(aZip([anXml(), { name }])), name).toEqual(invalid("path"));
  }
});

test("zip64 records are read in a small file, as written by tools that do not know sizes beforehand", async () => {
  for (const [tool, base64] of Object.entries(ZIP64)) {
    const zip = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    expect(await readZip(zip), tool).toBe(XML);
    const padded = concat(zip, new Uint8Array(9000));
    expect(await readZip(padded), `${tool}, padded`).toBe(XML);
    for (let length = 0; length < zip.length; length += 1) {
      expect(await readZip(zip.subarray(0, length)), tool).toMatchObject({ code: "FILE_INVALID" });
    }
  }
});

test("zip64 marks without their zip64 record are refused", async () => {
  const marks = [{ size: 0xffffffff }, { compressedSize: 0xffffffff }, { offset: 0xffffffff }];
  for (const central of marks) {
    expect(await readZip(aZip([anXml({ central })]))).toEqual(invalid("zip64"));
  }
  expect(await readZip(aZip([anXml()], { entries: 0xffff }))).toEqual(invalid("zip64"));
  expect(await readZip(aZip([anXml()], { directorySize: 0xffffffff }))).toEqual(invalid("zip64"));
  expect(await readZip(aZip([anXml()], { directoryOffset: 0xffffffff }))).toEqual(invalid("zip64"));
  for (const offset of [0, 255]) {
    const locator = new Uint8Array(20).fill(offset, 8, 16);
    locator.set([0x50, 0x4b, 6, 7]);
    expect(await readZip(aZip([anXml()], { gap: locator }))).toEqual(invalid("zip64"));
  }
});

test("wrong sizes are refused", async () => {
  const inLocal = { crc: 1 };
  expect(await readZip(aZip([anXml({ local: inLocal })]))).toEqual(invalid("size"));
  expect(await readZip(aZip([anXml({ local: { size: 5 } })]))).toEqual(invalid("size"));
  expect(await readZip(aZip([anXml({ local: { compressedSize: 5 } })]))).toEqual(invalid("size"));
  for (const size of [XML.length - 5, 1000]) {
    const both = { central: { size }, local: { size } };
    expect(await readZip(aZip([anXml(both)]))).toEqual(invalid("size"));
    expect(await readZip(aZip([anXml({ ...both, stored: true })]))).toEqual(invalid("size"));
  }
  expect(await readZip(aZip([anXml()], { entries: 0, directorySize: 0 }))).toMatchObject({
    code: "ARCHIVE_CONTENT",
  });
  const hidden = aZip([anXml(), anXml({ name: "b.xml" })], { entries: 1 });
  expect(await readZip(hidden)).toEqual(invalid("size"));
  expect(await readZip(aZip([anXml()], { entries: 2 }))).toEqual(invalid("size"));
});

test("wrong sizes are found before anything is inflated when the headers show them", async () => {
  const longer = { size: 1000 };
  const larger = { compressedSize: XML.length + 30 };
  const lies = [
    anXml({ stored: true, central: longer, local: longer }),
    // Only the local header gives the length of the extra field.
    anXml({ localExtra: 50, central: larger, local: larger }),
  ];
  for (const lie of lies) {
    expect(await findXmlEntry(sourceOf(aZip([lie])))).toEqual({
      ok: false,
      fault: invalid("size"),
    });
  }
});

test("an end record that does not fit its archive is refused", async () => {
  const directorySize = 46 + anXml().name.length;
  for (const end of [{ directorySize: directorySize + 10 }, { directoryOffset: 100_000 }]) {
    expect(await readZip(aZip([anXml()], end))).toEqual(invalid("truncated"));
  }
  for (const disk of [1, 0x10000]) {
    expect(await readZip(aZip([anXml()], { disk }))).toEqual(invalid("corrupt"));
  }
});

test("data outside the file, over the directory or over another entry are refused", async () => {
  const beyond = { compressedSize: 100_000 };
  const over = { compressedSize: 120 };
  for (const sizes of [beyond, over]) {
    expect(await readZip(aZip([anXml({ central: sizes, local: sizes })]))).toEqual(invalid("size"));
  }
  expect(await readZip(aZip([anXml({ central: { offset: 1_000_000 } })]))).toEqual(invalid("size"));
  const quine = [anXml(), { name: "b.txt", content: "autre", central: { offset: 20 } }];
  expect(await readZip(aZip(quine))).toEqual(invalid("size"));
});

test("a local header that differs from the directory is refused", async () => {
  expect(await readZip(aZip([anXml({ local: { name: "ElevesAvecAdresses.xml" } })]))).toEqual(
    invalid("corrupt"),
  );
  expect(await readZip(aZip([anXml({ local: { method: 0 } })]))).toEqual(invalid("corrupt"));
  const shifted = anXml({ localExtra: 10, central: { offset: 1 } });
  expect(await readZip(aZip([shifted]))).toEqual(invalid("corrupt"));
  expect(await readZip(aZip([anXml()], { directoryOffset: 3 }))).toEqual(invalid("corrupt"));
});

test("a file that is too large or empty is refused before anything is inflated", async () => {
  const size = MAX_INFLATED_BYTES + 1;
  expect(await readZip(aZip([anXml({ central: { size }, local: { size } })]))).toMatchObject({
    code: "PAYLOAD_TOO_LARGE",
  });
  expect(await readZip(aZip([anXml({ content: "" })]))).toEqual(invalid("empty"));
  expect(await readZip(aZip([anXml({ content: "", stored: true })]))).toEqual(invalid("empty"));
});

test("at most 64 KiB of bytes after the end are ignored", async () => {
  const zip = aZip([anXml()], { comment: "un commentaire" });
  for (const added of ["\0", "\r\n", "\0".repeat(10_000), "--boundary--", "PK\x05\x06"]) {
    expect(await readZip(concat(zip, bytesOf(added)))).toBe(XML);
  }
  expect(await readZip(concat(zip, new Uint8Array(65_536)))).toBe(XML);
  expect(await readZip(concat(zip, new Uint8Array(65_537)))).toEqual(invalid("truncated"));
  expect(await readZip(new Uint8Array())).toEqual(invalid("truncated"));
});

test("only a few small ranges are read, none of them outside the file", async () => {
  const content = new Uint8Array(3_000_000).fill(65);
  const zip = aZip([{ name: "gros.bin", content, stored: true }, anXml(), { name: "b.txt" }]);
  const ranges: number[][] = [];
  const source = sourceOf(zip);
  await findXmlEntry({
    size: zip.length,
    read: (offset, length) => {
      ranges.push([offset, length]);
      return source.read(offset, length);
    },
  });
  expect(ranges).toHaveLength(3);
  for (const [offset = -1, length = 0] of ranges) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeLessThan(140_000);
    expect(offset + length).toBeLessThanOrEqual(zip.length);
  }
});

test("an exception of the source is not reported as a fault of the file", async () => {
  const zip = aZip([anXml()]);
  for (const failing of [1, 2, 3]) {
    let reads = 0;
    const found = findXmlEntry({
      size: zip.length,
      read: async (offset, length) => {
        reads += 1;
        if (reads === failing) throw new Error("R2 is away");
        return zip.subarray(offset, offset + length);
      },
    });
    await expect(found).rejects.toThrow("R2 is away");
  }
});
