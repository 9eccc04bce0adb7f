import { readFileSync } from "node:fs";
import { unzlibSync } from "fflate";
import jsQR from "jsqr";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { renderSheets } from "./render-sheets.ts";
import type { Sheet } from "./sheet.ts";

const font = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../documents/pdf/fonts/${name}.bin`, import.meta.url)));
const FONTS = { regular: font("noto-sans-regular"), bold: font("noto-sans-bold") };
const LINK = "https://app.pix.fr/campagnes/KTRWDF482";

function aSheet(wish: Partial<Sheet> = {}): Sheet {
  return {
    ...{ campaign: "Parcours de rentrée 5e", isCollection: false, code: "KTRWDF482", link: LINK },
    ...{ dueOn: "2026-10-16", division: "5E B", pupils: someone(27), ...wish },
  };
}

function someone(pupils: number): Sheet["pupils"] {
  return Array.from({ length: pupils }, (_, at) => ({
    lastName: `NOM${String(at + 1).padStart(3, "0")}`,
    firstName: "Élève",
  }));
}

async function render(...sheets: Sheet[]): Promise<Uint8Array> {
  const set = { provider: "Pix", schoolYear: "2026-2027", day: "2026-09-02", title: "5E B" };
  return await renderSheets({ ...set, school: { name: "Collège des Essais" }, sheets }, FONTS);
}

async function read(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map((page) => page.replace(/\s+/g, " "));
}

/** The drawing inside the figure of a page, as a black and white picture for a QR reader. */
async function photograph(pdf: Uint8Array, page: number) {
  const doc = await PDFDocument.load(pdf);
  const content = doc.context.lookup(doc.getPage(page).node.get(PDFName.of("Contents")));
  if (!(content instanceof PDFRawStream)) throw new Error("a page has one stream");
  const drawn = new TextDecoder().decode(unzlibSync(content.contents));
  const figure = /\/Figure <<.*?BDC\n([\s\S]*?)\nEMC/.exec(drawn)?.[1] ?? "";
  const scale = 3;
  const [width, height] = [596 * scale, 842 * scale];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [, ...numbers] of figure.matchAll(
    /0 0 0 rg ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f/g,
  )) {
    const [x = 0, y = 0, wide = 0, high = 0] = numbers.map((each) => Number(each) * scale);
    for (let row = Math.round(y); row < Math.round(y + high); row += 1) {
      for (let column = Math.round(x); column < Math.round(x + wide); column += 1) {
        pixels.fill(
          0,
          ((height - 1 - row) * width + column) * 4,
          ((height - 1 - row) * width + column) * 4 + 3,
        );
      }
    }
  }
  return { pixels, width, height };
}

test("the QR code of each page opens exactly the link printed on it", async () => {
  const other = "https://app.pix.fr/campagnes/ABCDEF234";
  const pdf = await render(aSheet(), aSheet({ code: "ABCDEF234", link: other }));
  for (const [page, link] of [LINK, other].entries()) {
    const { pixels, width, height } = await photograph(pdf, page);
    expect(jsQR(pixels, width, height)?.data).toBe(link);
  }
});

test("a page shows school, year, class, campaign, date, code, link, three steps, and the pupils in order", async () => {
  const [page = ""] = await read(await render(aSheet()));
  for (const words of [
    "Collège des Essais",
    "Année scolaire 2026-2027",
    "5E B",
    "Parcours de rentrée 5e",
    "À terminer au plus tard le vendredi 16 octobre 2026",
    "KTR WDF 482",
    "app.pix.fr/campagnes/KTRWDF482",
    "1 Ouvrez Pix.",
    "2 Saisissez le code.",
    "3 Répondez jusqu’à la fin.",
    "27 élèves.",
    "Liste des élèves au 02/09/2026 · 5E B, page 1 sur 1",
  ]) {
    expect(page).toContain(words);
  }
  const names = [...page.matchAll(/NOM\d+ Élève/g)].map(([name]) => name);
  expect(names).toEqual(someone(27).map((one) => `${one.lastName} ${one.firstName}`));
});

test("the sheet of a profile collection asks to send the profile", async () => {
  const [page = ""] = await read(await render(aSheet({ isCollection: true, dueOn: null })));
  expect(page).toContain("Envoyez votre profil.");
  expect(page).not.toContain("À terminer");
});

test.each([
  [1, 1],
  [36, 1],
  [37, 2],
  [126, 2],
  [127, 3],
])("a class of %i pupils takes %i pages, and every pupil is there once", async (pupils, pages) => {
  const read_ = await read(await render(aSheet({ pupils: someone(pupils) })));
  expect(read_).toHaveLength(pages);
  const names = read_.flatMap((page) => page.match(/NOM\d+/g) ?? []);
  expect(names).toEqual(someone(pupils).map(({ lastName }) => lastName));
  expect(read_.at(-1)).toContain(`page ${pages} sur ${pages}`);
});

test("long names and letters missing from the fonts do not break the page", async () => {
  const long = {
    lastName: "DE LA TRÈS LONGUE FAMILLE ".repeat(10),
    firstName: "Marie-Éléonore ".repeat(10),
  };
  const odd = { lastName: "\u{1F600}\u0000漢", firstName: "\u202eevil" };
  const sheet = aSheet({
    division: "5E ".repeat(80),
    campaign: "C".repeat(100),
    pupils: [long, odd],
  });
  expect(await read(await render(sheet))).toHaveLength(1);
});

test("the PDF is accessible: French, a title, tagged content, a figure with alternative text, embedded fonts", async () => {
  const doc = await PDFDocument.load(await render(aSheet()));
  expect(doc.getTitle()).toBe("Fiches de campagne, 5E B, année scolaire 2026-2027");
  expect(doc.catalog.get(PDFName.of("Lang"))?.toString()).toContain("fr-FR");
  expect(doc.catalog.get(PDFName.of("MarkInfo"))?.toString()).toContain("/Marked true");
  const objects = doc.context.enumerateIndirectObjects().map(([, object]) => object);
  const fonts = objects.filter(
    (object) => object instanceof PDFDict && object.has(PDFName.of("FontFile2")),
  );
  expect(fonts).toHaveLength(2);
  const figure = objects.find(
    (object) => object.toString().includes("/S/Figure") || object.toString().includes("/S /Figure"),
  );
  expect(figure?.toString()).toContain("/Alt");
});

test("the same sheets give the same bytes", async () => {
  expect(await render(aSheet())).toEqual(await render(aSheet()));
});
