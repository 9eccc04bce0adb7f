import { type OtherFile, recognizeEntries, recognizeName } from "../../school-files/other-files.ts";
import type { FileFault } from "../records.ts";
import { MAX_ENTRIES } from "./limits.ts";
import { type DirectoryEntry, invalid } from "./records.ts";

type Refused = { ok: false; fault: FileFault };
type Picked = { ok: true; entry: DirectoryEntry } | Refused;

/** The exports of SIECLE, recognised by the letters and digits of their names. */
const PUPIL_EXPORT = /eleves(?:sans|avec)adresse/;
const OTHER_EXPORTS = /responsables|nomenclature|structures|communs|geographique|^stsemp/;
/** How many names a refusal lists, and how many characters of each. */
const NAMES_SHOWN = 4;
const NAME_LENGTH = 60;

/**
 * Picks the one pupil file of an archive by the names of its entries: the only `.xml`, or the pupil export
 * among SIECLE exports, or the only file when it has no extension (`zip -` names it `-`).
 */
export function pickEntry(entries: readonly DirectoryEntry[]): Picked {
  if (entries.some(({ name }) => name.split("/").includes(".."))) return invalid("path");
  const office = recognizeEntries(entries.map(({ name }) => name));
  if (office) return otherFile(office);
  const files = entries.filter(({ name }) => isVisible(name) && !name.endsWith("/"));
  if (files.length > MAX_ENTRIES) return unexpected({ reason: "too-many" });
  const all = files.filter(({ name }) => /\.xml$/i.test(name));
  const full = all.filter(({ size }) => size > 0);
  const [entry, ...more] = full.length > 0 ? full : all;
  if (!entry) return pickUnnamed(files);
  return more.length > 0 ? pickPupils([entry, ...more]) : { ok: true, entry };
}

/** The refusal of an archive whose entries are not the expected ones. */
export function unexpected(detail: Record<string, string | number>): Refused {
  return { ok: false, fault: { code: "ARCHIVE_CONTENT", detail } };
}

/** The refusal of a file, or of the only file of an archive (`name`), in another format. */
export function otherFile(found: OtherFile, name?: string): Refused {
  const detail = { found, ...(name !== undefined && { name: shortName(name) }) };
  return { ok: false, fault: { code: "FORMAT_NOT_SUPPORTED", detail } };
}

/** macOS adds a hidden twin of each file, and office programs a lock beside an open one. */
function isVisible(name: string): boolean {
  return !name.split("/").some((part) => /^(?:\.|~\$|__MACOSX$)/i.test(part));
}

function pickUnnamed(files: readonly DirectoryEntry[]): Picked {
  const [only, ...others] = files;
  if (only && others.length === 0 && !baseName(only.name).includes(".")) {
    return { ok: true, entry: only };
  }
  if (files.some(({ name }) => /\.zip$/i.test(name))) return invalid("nested");
  for (const { name } of files) {
    const other = recognizeName(name);
    if (other) return otherFile(other, name);
  }
  return unexpected({ reason: "no-xml", count: 0, ...(files.length > 0 && namesOf(files)) });
}

function pickPupils(files: readonly DirectoryEntry[]): Picked {
  const pupils = files.filter(({ name }) => PUPIL_EXPORT.test(lettersOf(name)));
  const others = files.filter(({ name }) => OTHER_EXPORTS.test(lettersOf(name)));
  const [entry] = pupils;
  if (entry && pupils.length === 1 && others.length === files.length - 1) {
    return { ok: true, entry };
  }
  const choose =
    pupils.find(({ name }) => lettersOf(name).includes("elevessansadresse")) ?? pupils[0];
  return unexpected({
    reason: "many-xml",
    count: files.length,
    ...namesOf(files),
    ...(choose && { choose: shortName(choose.name) }),
  });
}

function namesOf(files: readonly DirectoryEntry[]): { names: string } {
  const shown = files.slice(0, NAMES_SHOWN).map(({ name }) => `« ${shortName(name)} »`);
  return { names: shown.join(", ") + (files.length > NAMES_SHOWN ? "…" : "") };
}

function lettersOf(name: string): string {
  return baseName(name)
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Cuts a name and removes characters that could alter the sentence around it: names come from outside. */
function shortName(name: string): string {
  const clean = baseName(name).replace(/[\p{C}«»]/gu, "");
  return clean.length > NAME_LENGTH ? `${clean.slice(0, NAME_LENGTH - 1)}…` : clean;
}
