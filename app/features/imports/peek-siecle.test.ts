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

test("tells the school, the year and the export date of a SIECLE file", async () => {
  expect(await peekSiecle(siecle(SETTINGS))).toEqual({
    root: "BEE_ELEVES",
    uai: "0808088X",
    schoolYear: "2026-2027",
    exportedAt: "02/09/2026",
  });
});

test("warns about the file of another school, and not about ours", async () => {
  const peek = await peekSiecle(siecle(SETTINGS));
  if (!peek) throw new Error("not read");
  expect(warningAbout(peek, { uai: "0808088X" })).toBeNull();
  expect(warningAbout(peek, { uai: "0801234A" })).toBe("OTHER_SCHOOL");
});

test("warns about another export of SIECLE", async () => {
  const peek = await peekSiecle(siecle(SETTINGS, "BEE_RESPONSABLES"));
  expect(peek && warningAbout(peek, { uai: "0808088X" })).toBe("OTHER_EXPORT");
});

test("says nothing of a school that the head of the file does not tell", async () => {
  const peek = await peekSiecle(bytes("<BEE_ELEVES><PARAMETRES><UAJ>0801234A</UAJ>"));
  expect(peek?.uai).toBe("");
  expect(peek && warningAbout(peek, { uai: "0808088X" })).toBeNull();
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
