import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { peekSiecle, warningAbout } from "./peek-siecle.ts";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function siecle(settings: string, root = "BEE_ELEVES"): Uint8Array {
  return bytes(
    `<?xml version="1.0" encoding="ISO-8859-15"?>\n<!-- <AUTRE> --><${root} VERSION="2.1"><PARAMETRES>${settings}</PARAMETRES><DONNEES><ELEVES><ELEVE`,
  );
}

const SETTINGS =
  "<UAJ> 0808088x </UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE><DATE_EXPORT>01/09/2026</DATE_EXPORT><HORODATAGE>02/09/2026 08:15:00</HORODATAGE>";

const OURS = { uai: "0808088X", schoolYear: "2026-2027" };

test("reads the school, the year and the export date of a SIECLE file", async () => {
  expect(await peekSiecle(siecle(SETTINGS))).toEqual({
    root: "BEE_ELEVES",
    uai: "0808088X",
    schoolYear: "2026-2027",
    exportedAt: "02/09/2026",
  });
});

test("warns about the file of another school, and not about that of this school", async () => {
  const peek = await peekSiecle(siecle(SETTINGS));
  if (!peek) throw new Error("not read");
  expect(warningAbout(peek, OURS)).toBeNull();
  expect(warningAbout(peek, { ...OURS, uai: "0801234A" })).toBe("OTHER_SCHOOL");
});

test("warns about another export of SIECLE", async () => {
  const peek = await peekSiecle(siecle(SETTINGS, "BEE_RESPONSABLES"));
  expect(peek && warningAbout(peek, OURS)).toBe("OTHER_EXPORT");
});

test("leaves a file that is no export to the Worker, which says what the file is", async () => {
  const word = zipSync({
    "[Content_Types].xml": bytes("<Types/>"),
    "word/document.xml": bytes("<w/>"),
  });
  const page = bytes("<!DOCTYPE html><html><body>Connexion</body></html>");
  for (const file of [word, page, bytes("<svg/>"), bytes("<?xml version='1.0'?><w:document/>")]) {
    const peek = await peekSiecle(file);
    expect(peek && warningAbout(peek, OURS)).toBeNull();
  }
});

test("says nothing of a school that the head of the file does not name", async () => {
  const peek = await peekSiecle(bytes("<BEE_ELEVES><PARAMETRES><UAJ>0801234A</UAJ>"));
  expect(peek?.uai).toBe("");
  expect(peek && warningAbout(peek, OURS)).toBeNull();
});

test("leaves to the Worker what is not an XML or cannot be decoded", async () => {
  expect(await peekSiecle(bytes("PK\u0003\u0004"))).toBeNull();
  expect(await peekSiecle(bytes("Identifiant unique*;Premier prénom*"))).toBeNull();
  expect(await peekSiecle(bytes(""))).toBeNull();
  expect(
    await peekSiecle(bytes('<?xml version="1.0" encoding="x-macthai"?><BEE_ELEVES>')),
  ).toBeNull();
});

test("reads a file in UTF-16", async () => {
  const text = "\ufeff<BEE_ELEVES><PARAMETRES><UAJ>0801234A</UAJ></PARAMETRES>";
  const units = Uint16Array.from(text, (character) => character.charCodeAt(0));
  expect((await peekSiecle(new Uint8Array(units.buffer)))?.uai).toBe("0801234A");
});

test.each(["2025", "2025-2026", " 2027 "])(
  "warns about a file of another year: %s",
  async (year) => {
    const settings = SETTINGS.replace(">2026<", `>${year}<`);
    const peek = await peekSiecle(siecle(settings));
    expect(peek && warningAbout(peek, OURS)).toBe("OTHER_YEAR");
  },
);

test.each(["2026", "2026-2027", ""])(
  "says nothing of this year, nor of a missing one: « %s »",
  async (year) => {
    const peek = await peekSiecle(siecle(SETTINGS.replace(">2026<", `>${year}<`)));
    expect(peek && warningAbout(peek, OURS)).toBeNull();
  },
);

const LAST_YEAR = siecle(SETTINGS.replace(">2026<", ">2025<"));

test.each([
  ["deflated", zipSync({ "ElevesSansAdresses.xml": LAST_YEAR })],
  ["stored", zipSync({ "ElevesSansAdresses.xml": LAST_YEAR }, { level: 0 })],
  ["behind a folder", zipSync({ export: { "Eleves.XML": LAST_YEAR } })],
  ["behind another file", zipSync({ "lisez-moi.txt": bytes("x"), "Eleves.xml": LAST_YEAR })],
])("looks into a zip: %s", async (_, zip) => {
  const peek = await peekSiecle(zip);
  expect(peek).toMatchObject({ root: "BEE_ELEVES", schoolYear: "2025-2026" });
});

test("looks into the head of a zip that is cut", async () => {
  const long = new Uint8Array(400_000);
  long.set(LAST_YEAR);
  crypto.getRandomValues(long.subarray(300_000, 360_000));
  const zip = zipSync({ "Eleves.xml": long });
  expect(zip.byteLength).toBeGreaterThan(16 * 1024);
  expect((await peekSiecle(zip.subarray(0, 16 * 1024)))?.schoolYear).toBe("2025-2026");
});

test("leaves to the Worker a zip without an XML, and one it cannot unpack", async () => {
  expect(await peekSiecle(zipSync({ "notes.txt": bytes("x") }))).toBeNull();
  const broken = zipSync({ "a.xml": LAST_YEAR });
  broken.fill(255, 40, 60);
  expect(await peekSiecle(broken)).toBeNull();
});
