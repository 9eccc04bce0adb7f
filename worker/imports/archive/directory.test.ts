import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { findXmlEntry } from "./directory.ts";
import { MAX_DIRECTORY_BYTES, MAX_ENTRIES, MAX_INFLATED_BYTES } from "./limits.ts";
import { aZip, bytesOf, readZip, type SampleEntry, sourceOf } from "./sample-archive.ts";

const XML = "<BEE_ELEVES>Zoé</BEE_ELEVES>";

const anXml = (change: Partial<SampleEntry> = {}): SampleEntry => ({
  name: "ElevesSansAdresses.xml",
  content: XML,
  ...change,
});

const invalid = (reason: string) => ({ code: "FILE_INVALID", detail: { reason } });

test("the XML file is found under any case, in any folder, beside hidden files", async () => {
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

test("a comment that holds an end record does not stand for it", async () => {
  const inner = String.fromCharCode(...aZip([anXml({ name: "autre.xml", content: "<AUTRE/>" })]));
  expect(await readZip(aZip([anXml()], { comment: `${inner.slice(-22)} et la suite` }))).toBe(XML);
});

test("an archive without exactly one XML file is refused with how many it holds", async () => {
  const expected = async (entries: SampleEntry[], count: number) =>
    expect(await readZip(aZip(entries))).toMatchObject({
      code: "ARCHIVE_CONTENT",
      detail: { count },
    });
  await expected([], 0);
  await expected([{ name: "a.txt" }, { name: ".a.xml" }, { name: "b.xml/" }], 0);
  await expected([anXml(), anXml({ name: "b.xml" })], 2);
  await expected([anXml(), anXml()], 2);
  await expected([anXml(), anXml({ name: "x/b.XML" }), anXml({ name: "c.xml" })], 3);
});

test("an archive of more than 16 entries, or of a huge directory, is refused", async () => {
  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${index}.txt` }));
  expect(await readZip(aZip([anXml(), ...files(MAX_ENTRIES - 1)]))).toBe(XML);
  const tooMany = { code: "ARCHIVE_CONTENT", detail: { reason: "too-many" } };
  expect(await readZip(aZip([anXml(), ...files(MAX_ENTRIES)]))).toEqual(tooMany);
  const directorySize = MAX_DIRECTORY_BYTES + 1;
  expect(await readZip(aZip([anXml()], { directorySize }))).toEqual(tooMany);
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

test("a path that climbs is refused, even that of a file that is not read", async () => {
  for (const name of ["../a.xml", "a/../../b.xml", "..\\a.xml", "a/.."]) {
    expect(await readZip(aZip([anXml({ name })])), name).toEqual(invalid("path"));
    expect(await readZip(aZip([anXml(), { name }])), name).toEqual(invalid("path"));
  }
});

test("zip64 is refused", async () => {
  const marks = [{ size: 0xffffffff }, { compressedSize: 0xffffffff }, { offset: 0xffffffff }];
  for (const central of marks) {
    expect(await readZip(aZip([anXml({ central })]))).toEqual(invalid("zip64"));
  }
  expect(await readZip(aZip([anXml()], { entries: 0xffff }))).toEqual(invalid("zip64"));
  expect(await readZip(aZip([anXml()], { directorySize: 0xffffffff }))).toEqual(invalid("zip64"));
  expect(await readZip(aZip([anXml()], { directoryOffset: 0xffffffff }))).toEqual(invalid("zip64"));
  const locator = new Uint8Array(20);
  locator.set([0x50, 0x4b, 6, 7]);
  expect(await readZip(aZip([anXml()], { gap: locator }))).toEqual(invalid("zip64"));
});

test("sizes that lie are refused", async () => {
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

test("a lie is found before anything is inflated when the headers are enough", async () => {
  const longer = { size: 1000 };
  const larger = { compressedSize: XML.length + 30 };
  const lies = [
    anXml({ stored: true, central: longer, local: longer }),
    // The length of the extra field is known by the local header alone.
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

test("a header that is not the one of the directory is refused", async () => {
  expect(await readZip(aZip([anXml({ local: { name: "ElevesAvecAdresses.xml" } })]))).toEqual(
    invalid("corrupt"),
  );
  expect(await readZip(aZip([anXml({ local: { method: 0 } })]))).toEqual(invalid("corrupt"));
  const shifted = anXml({ localExtra: 10, central: { offset: 1 } });
  expect(await readZip(aZip([shifted]))).toEqual(invalid("corrupt"));
  expect(await readZip(aZip([anXml()], { directoryOffset: 3 }))).toEqual(invalid("corrupt"));
});

test("a file too large or empty is told before anything is inflated", async () => {
  const size = MAX_INFLATED_BYTES + 1;
  expect(await readZip(aZip([anXml({ central: { size }, local: { size } })]))).toMatchObject({
    code: "PAYLOAD_TOO_LARGE",
  });
  expect(await readZip(aZip([anXml({ content: "" })]))).toEqual(invalid("empty"));
  expect(await readZip(aZip([anXml({ content: "", stored: true })]))).toEqual(invalid("empty"));
});

test("an archive followed by other bytes has no end", async () => {
  expect(await readZip(new Uint8Array())).toEqual(invalid("truncated"));
  expect(await readZip(Uint8Array.from([...aZip([anXml()]), 0]))).toEqual(invalid("truncated"));
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
    expect(length).toBeLessThan(70_000);
    expect(offset + length).toBeLessThanOrEqual(zip.length);
  }
});

test("what the source throws is not taken for a fault of the file", async () => {
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
