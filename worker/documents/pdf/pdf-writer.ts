import fontkit from "@pdf-lib/fontkit";
import { strToU8, zlibSync } from "fflate";
import { PDFDocument, type PDFFont, PDFName, type PDFRef, PDFStreamWriter } from "pdf-lib";
import type { Measure } from "./fit-text.ts";
import { printable } from "./glyphs.ts";
import { createStructure, type Role } from "./pdf-structure.ts";

export const PAGE = { width: 595.28, height: 841.89 } as const;
/** A4 on its side. */
export const WIDE_PAGE = { width: PAGE.height, height: PAGE.width } as const;

export type Face = "regular" | "bold";
export type Fonts = Record<Face, Uint8Array>;
export type Ink = readonly [number, number, number];

type Placed = { x: number; y: number };
type Frame = Placed & { width: number; height: number; ink: Ink; line: number; dash?: number };
type Text = Placed & { text: string; size: number; face?: Face; ink: Ink };

type Lettering = {
  tag: string;
  font: PDFFont;
  clean(text: string): string;
  measure: Measure;
  /** The text as a PDF string of a content stream. */
  encode(text: string): string;
};

export type Writer = Awaited<ReturnType<typeof createPdfWriter>>;
export type Page = ReturnType<Writer["addPage"]>;

/**
 * A tagged A4 document in French with both fonts embedded once and subset. Lengths are in points, from
 * the top left corner; the `y` of a text is its baseline. The same calls give the same bytes.
 */
export async function createPdfWriter(about: {
  title: string;
  author: string;
  at: Date;
  fonts: Fonts;
}) {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.registerFontkit(fontkit);
  doc.setTitle(about.title, { showInWindowTitleBar: true });
  doc.setAuthor(about.author);
  doc.setCreator("Pix Orga");
  doc.setProducer("Pix Orga (pdf-lib)");
  doc.setCreationDate(about.at);
  doc.setModificationDate(about.at);
  doc.setLanguage("fr-FR");
  const faces = {
    regular: await embed(doc, "F1", about.fonts.regular, "PIXORG+NotoSans-Regular"),
    bold: await embed(doc, "F2", about.fonts.bold, "PIXORG+NotoSans-Bold"),
  } satisfies Record<Face, Lettering>;
  const fontResources = doc.context.register(
    doc.context.obj({ Font: { F1: faces.regular.font.ref, F2: faces.bold.font.ref } }),
  );
  const structure = createStructure(doc);
  let open: { ref: PDFRef; lines: string[] } | null = null;

  /** A page is compressed as soon as the next one begins, so that a thousand pages are not held as text. */
  function closePage() {
    if (!open) return;
    const bytes = zlibSync(strToU8(open.lines.join("\n")));
    doc.context.assign(open.ref, doc.context.stream(bytes, { Filter: "FlateDecode" }));
    open = null;
  }

  return {
    measure: (face: Face): Measure => faces[face].measure,
    /** The text that this document can draw, used to measure and to draw. */
    clean: (text: string, face: Face = "regular") => faces[face].clean(text),
    /** Groups everything `draw` adds, on one page or several, as one part of the document. */
    group(role: Role, draw: () => void) {
      structure.open(role);
      draw();
      structure.close();
    },
    /** Adds a blank page, which is written until the next one is added. */
    addPage(size: { width: number; height: number } = PAGE) {
      closePage();
      const { node: leaf, ref } = doc.addPage([size.width, size.height]);
      const number = structure.addPage();
      const content = { ref: doc.context.nextRef(), lines: [] as string[] };
      open = content;
      leaf.set(PDFName.of("Contents"), content.ref);
      leaf.set(PDFName.of("Resources"), fontResources);
      leaf.set(PDFName.of("StructParents"), doc.context.obj(number));
      leaf.set(PDFName.of("Tabs"), PDFName.of("S"));
      const marked = (begin: string, draw: () => void) => {
        content.lines.push(begin);
        draw();
        content.lines.push("EMC");
      };
      return {
        /** Tags everything `draw` writes as one `role`; `alt` describes a figure. */
        tagged(role: Role, draw: () => void, alt?: string) {
          marked(`/${role} <</MCID ${structure.mark(role, number, ref, alt)}>> BDC`, draw);
        },
        /** Marks everything `draw` adds as decoration. */
        ornament(draw: () => void) {
          marked("/Artifact BMC", draw);
        },
        text({ x, y, text, size: points, face = "regular", ink }: Text) {
          const { tag, encode } = faces[face];
          const place = `1 0 0 1 ${round(x)} ${round(size.height - y)} Tm`;
          const shown = `<${encode(text)}> Tj`;
          content.lines.push(
            `BT /${tag} ${round(points)} Tf ${color(ink)} rg ${place} ${shown} ET`,
          );
        },
        box({ x, y, width, height, ink }: Placed & { width: number; height: number; ink: Ink }) {
          const corner = `${round(x)} ${round(size.height - y - height)}`;
          content.lines.push(`${color(ink)} rg ${corner} ${round(width)} ${round(height)} re f`);
        },
        /** The outline of a box, `line` points thick, half of them inside; `dash`: the length of its dashes. */
        frame({ x, y, width, height, ink, line, dash }: Frame) {
          const corner = `${round(x)} ${round(size.height - y - height)}`;
          const dashes = dash === undefined ? "" : `[${round(dash)}] 0 d `;
          const pen = `${dashes}${color(ink)} RG ${round(line)} w`;
          const solid = dash === undefined ? "" : " [] 0 d";
          content.lines.push(`${pen} ${corner} ${round(width)} ${round(height)} re S${solid}`);
        },
      };
    },
    async finish(): Promise<Uint8Array> {
      structure.finish();
      closePage();
      await doc.flush();
      // Does the work of `doc.save()`, which would open a compressor for every 50 of the thousands of small
      // objects.
      return await PDFStreamWriter.forContext(doc.context, 5000, true, 1000).serializeToBuffer();
    },
  };
}

/** The name that PDF requires for a subset: six letters, then the font. */
async function embed(
  doc: PDFDocument,
  tag: string,
  bytes: Uint8Array,
  name: string,
): Promise<Lettering> {
  const font = await doc.embedFont(bytes, { subset: true, customName: name });
  const covered = new Set(font.getCharacterSet());
  const letters = new Map<string, { width: number; code: string }>();
  // Letter by letter: the fonts hold no ligature nor kerning, and laying out each text costs far more.
  const letterOf = (letter: string) => {
    const known = letters.get(letter);
    if (known) return known;
    const code = font.encodeText(letter).asString();
    const made = { width: font.widthOfTextAtSize(letter, 1), code };
    letters.set(letter, made);
    return made;
  };
  return {
    tag,
    font,
    clean: (text) => printable(text, covered),
    measure: (text) => Array.from(text).reduce((sum, letter) => sum + letterOf(letter).width, 0),
    encode: (text) => Array.from(text, (letter) => letterOf(letter).code).join(""),
  };
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function color(ink: Ink): string {
  return ink.map((part) => round(part / 255)).join(" ");
}
