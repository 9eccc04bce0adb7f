import { detectEncoding } from "#worker/imports/formats/siecle/encoding.ts";
import { schoolYearFrom } from "#worker/imports/formats/siecle/school-year.ts";
import { headOfZippedXml } from "./zip-head.ts";

/** How many bytes are read before sending: enough for the settings, which stand at the head of a SIECLE file. */
export const PEEK_BYTES = 16 * 1024;

/** What an XML file says of itself; "" where it says nothing. */
export type SieclePeek = { root: string; uai: string; schoolYear: string; exportedAt: string };
export type PeekWarning = "OTHER_SCHOOL" | "OTHER_EXPORT" | "OTHER_YEAR";

/**
 * Reads the head of a chosen file, an XML or a zip of one. Null for another file, or when the settings are not complete
 * in the head: then only the Worker checks it.
 */
export async function peekSiecle(head: Uint8Array): Promise<SieclePeek | null> {
  const text = textOf((await headOfZippedXml(head, PEEK_BYTES)) ?? head);
  if (text === null || !/^\s*</.test(text)) return null;
  const root = /<([A-Za-z_][\w.-]*)/.exec(text.replace(/<!--[\s\S]*?-->/g, ""))?.[1];
  if (!root) return null;
  const settings = /<PARAMETRES[\s>][\s\S]*?<\/PARAMETRES\s*>/.exec(text)?.[0];
  if (!settings) return { root, uai: "", schoolYear: "", exportedAt: "" };
  const values = await parseSettings(settings);
  return {
    root,
    uai: (values.UAJ ?? "").toUpperCase(),
    schoolYear: schoolYearFrom(values.ANNEE_SCOLAIRE ?? ""),
    exportedAt: (values.HORODATAGE ?? values.DATE_EXPORT ?? "").slice(0, 10),
  };
}

/** SIECLE exports have upper-case root elements; anything else is no export, and the Worker names it. */
const ROOT_OF_SIECLE = /^[A-Z][A-Z0-9_]*$/;

/** What to ask the person before this file is sent; null when nothing is surprising. */
export function warningAbout(
  peek: SieclePeek,
  expected: { uai: string; schoolYear: string },
): PeekWarning | null {
  if (peek.root !== "BEE_ELEVES") return ROOT_OF_SIECLE.test(peek.root) ? "OTHER_EXPORT" : null;
  if (peek.uai !== "" && peek.uai !== expected.uai) return "OTHER_SCHOOL";
  return peek.schoolYear !== "" && peek.schoolYear !== expected.schoolYear ? "OTHER_YEAR" : null;
}

function textOf(head: Uint8Array): string | null {
  const detected = detectEncoding(head);
  if (!detected.ok) return null;
  return new TextDecoder(detected.encoding).decode(head);
}

/** Loaded only now: it weighs 21 KB, and most files are zips. */
async function parseSettings(xml: string): Promise<Record<string, string>> {
  const { XMLParser } = await import("fast-xml-parser");
  const parser = new XMLParser({ parseTagValue: false, processEntities: false, trimValues: true });
  try {
    return textsOf(parser.parse(xml));
  } catch {
    return {};
  }
}

function textsOf(document: unknown): Record<string, string> {
  const settings = Object.entries(document ?? {}).find(([name]) => name === "PARAMETRES")?.[1];
  const children = typeof settings === "object" && settings !== null ? settings : {};
  return Object.fromEntries(
    Object.entries(children).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()]] : [],
    ),
  );
}
