import { cleanText } from "../../../school-files/text.ts";
import { findStrayAmpersand } from "./breaks.ts";
import { type Collector, ReadingStopped } from "./collector.ts";
import { makePupilRow, PUPIL_ELEMENTS } from "./pupil.ts";
import { checkSchool, readSetting, SETTING_ELEMENTS, setExportTime } from "./settings.ts";
import { STRAY_AMPERSAND } from "./text-filter.ts";

/** Limits of `docs/domain/import.md` 2; sizes are in characters. */
const MAX_DEPTH = 32;
const MAX_NAME = 64;
const MAX_ATTRIBUTES = 32;
const MAX_ATTRIBUTE_VALUE = 1024;
const MAX_TEXT = 4096;
const MAX_ELEMENTS = 5_000_000;

/** Removes drawn control characters from the type of a structure, where they mean nothing. */
const DRAWN = /[\u2400-\u241f\u2421]/g;
const ROOT = "BEE_ELEVES";
const PUPIL_SLOTS = slotsOf(PUPIL_ELEMENTS);
const SETTING_SLOTS = slotsOf(SETTING_ELEMENTS);
const STRUCTURE_SLOTS = slotsOf(["CODE_STRUCTURE", "TYPE_STRUCTURE"]);

function slotsOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, slot) => [name, slot]));
}

/** Handles an open tag; its attributes follow. */
export function openElement(collector: Collector, name: string): void {
  collector.depth += 1;
  collector.elements += 1;
  collector.attributes = 0;
  const { depth } = collector;
  if (name.length > MAX_NAME) stopReading(collector, "name");
  if (depth > MAX_DEPTH) stopReading(collector, "depth");
  if (collector.elements > MAX_ELEMENTS) stopReading(collector, "elements");
  collector.openLines[depth] = lineOfTag(collector);
  if (depth === 5) openInRecord(collector, name);
  else if (depth < 5) openOuter(collector, name, depth);
  else if (depth === 6 && collector.inStructure) keep(collector, STRUCTURE_SLOTS.get(name));
}

/** Handles an attribute of the tag opened last. */
export function addAttribute(collector: Collector, name: string, value: string): void {
  collector.attributes += 1;
  if (collector.attributes > MAX_ATTRIBUTES) stopReading(collector, "attributes");
  if (name.length > MAX_NAME) stopReading(collector, "name");
  if (value.length > MAX_ATTRIBUTE_VALUE) stopReading(collector, "attribute");
  if (collector.strays) refuseStrayAmpersand(collector, value);
  if (collector.depth === 4 && name === "ELEVE_ID") collector.eleveId = cleanText(value);
}

/** Handles a run of text or a CDATA section; those of one element make one value. */
export function addText(collector: Collector, piece: string): void {
  if (piece.length > MAX_TEXT) stopReading(collector, "text");
  if (collector.strays) refuseStrayAmpersand(collector, piece);
  if (collector.depth !== collector.keptDepth) return;
  collector.text = collector.text === "" ? piece : collector.text + piece;
  if (collector.text.length > MAX_TEXT) stopReading(collector, "text");
}

/** Handles a CDATA section, where an `&` is an ordinary character. */
export function addCdata(collector: Collector, piece: string): void {
  addText(collector, piece.replaceAll(STRAY_AMPERSAND, "&"));
}

/** Handles the close tag of the innermost element. */
export function closeElement(collector: Collector): void {
  if (collector.depth === collector.keptDepth) {
    collector.values[collector.slot] = collector.text;
    collector.keptDepth = 0;
  }
  collector.depth -= 1;
  const { depth } = collector;
  if (depth < 4) closeOuter(collector, depth);
  else if (depth === 4 && collector.inStructure) closeStructure(collector);
}

/** Ends the reading with `FILE_INVALID` at the parser's current line. */
export function stopReading({ place, linesBefore }: Collector, reason: string): never {
  const line = linesBefore + place.line;
  throw new ReadingStopped({ code: "FILE_INVALID", line, detail: { reason } });
}

function refuseStrayAmpersand(collector: Collector, text: string): void {
  const found = findStrayAmpersand(text, collector);
  if (found) stopAt(found);
}

/** Ends the reading at the line that makes the file ill-formed. */
export function stopAt({ line, ...detail }: { line: number; reason: string }): never {
  throw new ReadingStopped({ code: "FILE_INVALID", line, detail });
}

/** The parser is one character past the name: in column 0, that character was a line end. */
function lineOfTag({ linesBefore, place }: Collector): number {
  return linesBefore + place.line - (place.column === 0 ? 1 : 0);
}

function openOuter(collector: Collector, name: string, depth: number): void {
  if (depth === 1) openRoot(collector, name);
  else if (depth === 2) openBlock(collector, name);
  else if (depth === 3) openSection(collector, name);
  else openRecord(collector, name);
}

/** saxes also reports a second root, just before it refuses it: that is broken XML, not another file. */
function openRoot(collector: Collector, name: string): void {
  if (name === ROOT || collector.elements > 1) return;
  throw new ReadingStopped({ code: "NOT_PUPIL_FILE", detail: { root: name } });
}

function openBlock(collector: Collector, name: string): void {
  collector.second = name;
  collector.section = name === "PARAMETRES" ? "settings" : "other";
  if (name !== "DONNEES") return;
  if (!collector.memory.school) checkSchool("", collector.context.uai);
  collector.section = "data";
}

function openSection(collector: Collector, name: string): void {
  collector.third = name;
  if (collector.section === "settings") {
    collector.values.fill(undefined);
    keep(collector, SETTING_SLOTS.get(name));
  } else if (collector.section === "data") {
    collector.section = name === "ELEVES" ? "pupils" : name === "STRUCTURES" ? "classes" : "other";
    if (name === "ELEVES") collector.memory.pupils = true;
  }
}

function openRecord(collector: Collector, name: string): void {
  const { section } = collector;
  if (section === "pupils" && name === "ELEVE") collector.record = "pupil";
  else if (section === "classes" && name === "STRUCTURES_ELEVE") collector.record = "classes";
  else return;
  collector.recordLine = lineOfTag(collector);
  collector.eleveId = "";
  collector.divisions = [];
  collector.values.fill(undefined);
}

function openInRecord(collector: Collector, name: string): void {
  if (collector.record === "pupil") keep(collector, PUPIL_SLOTS.get(name));
  else if (collector.record === "classes" && name === "STRUCTURE") {
    collector.inStructure = true;
    collector.values.fill(undefined);
  }
}

/** Starts keeping the text of the element just opened, unless an earlier one has the same name. */
function keep(collector: Collector, slot: number | undefined): void {
  if (slot === undefined || collector.values[slot] !== undefined) return;
  collector.slot = slot;
  collector.keptDepth = collector.depth;
  collector.text = "";
}

/** A class is a structure of type D whose code is neither empty nor `Inactifs`. */
function closeStructure(collector: Collector): void {
  const [code = "", type = ""] = collector.values;
  collector.inStructure = false;
  const division = cleanText(code);
  const isClass = cleanText(type).replace(DRAWN, "") === "D";
  if (!isClass || division === "" || division.toLowerCase() === "inactifs") return;
  collector.divisions.push(division);
}

function closeOuter(collector: Collector, depth: number): void {
  if (depth === 3) closeRecord(collector);
  else if (depth === 2) closeSection(collector);
  else if (collector.section === "settings") setExportTime(collector);
  // A cut would lose the text being kept; only the elements of `PARAMETRES` are kept at this depth.
  if ((depth === 2 || depth === 3) && collector.keptDepth === 0) markCut(collector);
}

function closeRecord(collector: Collector): void {
  const { record, eleveId } = collector;
  if (record === "pupil") {
    const at = { line: collector.recordLine, eleveId, drawings: collector.drawings };
    collector.pupils.push(makePupilRow(collector.values, at, collector.context));
  } else if (record === "classes" && eleveId !== "") {
    for (const division of collector.divisions) collector.classes.push({ eleveId, division });
  }
  collector.record = null;
}

function closeSection(collector: Collector): void {
  if (collector.section === "settings") readSetting(collector);
  else collector.section = collector.second === "DONNEES" ? "data" : "other";
  collector.third = "";
}

function markCut(collector: Collector): void {
  const { cut, place, linesBefore, elements, second, third, shift } = collector;
  cut.position = place.position + shift;
  cut.line = linesBefore + place.line;
  cut.elements = elements;
  cut.second = second;
  cut.third = third;
}
