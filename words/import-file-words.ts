import { formatNumber } from "./format.ts";

type Detail = Record<string, string | number>;
/** The parts of a sentence. */
export type FaultFacts = {
  detail: Detail;
  field: string;
  line?: number | undefined;
  /** The content of the field; undefined when it is empty. */
  value?: string | undefined;
};

/** What a file turns out to be, by `detail.found`. */
const FOUND: Record<string, string> = {
  word: "un document Word",
  workbook: "un classeur (Excel ou LibreOffice)",
  slides: "une présentation (PowerPoint ou LibreOffice)",
  "text-document": "un document de texte (LibreOffice)",
  "old-office": "un document bureautique d’une ancienne version (Word, Excel…)",
  office: "un document bureautique",
  iwork: "un document Numbers, Pages ou Keynote",
  book: "un livre numérique",
  pdf: "un document PDF",
  image: "une image",
  video: "un enregistrement vidéo ou audio",
  "web-page": "une page web, souvent la page de connexion enregistrée à la place de l’export",
  "rich-text": "un document de texte (RTF)",
  archive: "une archive d’une autre sorte que zip (7z, rar, gz…)",
  program: "un programme",
  shortcut: "un raccourci vers un fichier",
  mail: "un e-mail",
  fregata: "un export de Fregata",
  results: "un fichier de résultats de certification",
  "campaign-results": "un fichier de résultats de campagne",
  "pupil-list": "la liste des élèves téléchargée depuis cet espace",
  zip: "une archive zip",
  xml: "un fichier xml",
  csv: "un fichier csv",
};

/** Where to send a file that belongs to another page, by `detail.found`. */
const PLACE: Record<string, string> = {
  results: " Il s’ajoute sur la page « Certifications ».",
};

/** What a file is, and what it should be: `wanted`, as « un export de SIECLE ». */
export function describeOther(fault: FaultFacts, wanted: string): string {
  const { found, name } = fault.detail;
  const file = named("Ce fichier", fault);
  const what = FOUND[String(found)];
  if (!what) return `${file} n’est pas ${wanted}.`;
  return name
    ? `${file} contient ${what} (« ${name} »), et non ${wanted}.`
    : `${file} est ${what}, et non ${wanted}.${PLACE[String(found)] ?? ""}`;
}

/** The file by its name, when it is known: the name comes from outside and must not close its quotation marks. */
export function named(thing: "Ce fichier" | "L’archive zip", { detail }: FaultFacts): string {
  const name = String(detail.file ?? "").replace(/[«»\p{C}]/gu, "");
  if (name === "") return thing;
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  return `${thing === "Ce fichier" ? "Le fichier" : thing} « ${short} »`;
}

/** Why a file cannot be read, by `detail.reason`. */
const BROKEN: Record<string, string> = {
  empty: "il est vide",
  doctype: "il contient une déclaration « DOCTYPE », qu’un export de SIECLE ne contient jamais",
  syntax: "il est mal formé",
  ampersand: "il est mal formé, un « & » y est écrit seul",
  entity: "il est mal formé, une suite de signes commençant par « & » n’y a pas de sens",
  markup: "il est mal formé, une balise y est mal écrite, ou un « < » y est écrit seul",
  twice: "il est mal formé, une balise y porte deux fois le même attribut",
  outside: "il est mal formé, du texte se trouve en dehors de ses balises",
  unclosed: "il est mal formé, une balise ouverte n’y est pas refermée",
  comment: "il est mal formé, la fin d’un commentaire («\u202f-->\u202f») n’y a pas été trouvée",
  cdata:
    "il est mal formé, la fin d’une partie «\u202fCDATA\u202f» («\u202f]]>\u202f») n’y a pas été trouvée",
  instruction:
    "il est mal formé, la fin d’une instruction («\u202f?>\u202f») n’y a pas été trouvée",
  "left-out":
    "plus de 20 000 de ses élèves n’ont pas d’INE véritable ou sont partis, ce n’est pas l’export d’un établissement",
  depth: "ses balises sont emboîtées bien plus profondément que dans un export de SIECLE",
  name: "une de ses balises porte un nom anormalement long",
  attributes: "une de ses balises porte un nombre anormal d’attributs",
  attribute: "une de ses balises porte un attribut anormalement long",
  text: "un de ses champs est anormalement long",
  elements: "il contient bien plus d’éléments qu’un établissement ne peut avoir d’élèves",
  truncated: "le fichier est incomplet : sa fin manque",
  quote: "un guillemet est ouvert et n’est jamais refermé",
  record: "la fiche d’un élève est anormalement longue",
  encrypted: "l’archive est protégée par un mot de passe",
  corrupt: "l’archive est endommagée : son contenu ne correspond pas à sa somme de contrôle",
  nested: "l’archive contient une autre archive",
  rows: "il contient plus de 200 000 lignes",
  size: "l’archive annonce des tailles qui ne correspondent pas à son contenu",
  path: "l’archive contient un chemin de fichier interdit",
  method: "l’archive emploie une compression inhabituelle",
  zip64: "l’archive annonce de très gros fichiers (zip64) qu’elle ne contient pas",
};
/** Why a file cannot be read, where, and what the file holds there. */
export function describeBroken(fault: FaultFacts): string {
  const { detail, line } = fault;
  const reason = BROKEN[String(detail.reason)] ?? "son contenu est endommagé ou a été modifié";
  const where = line === undefined ? "" : ` (ligne ${formatNumber(line)})`;
  const name = detail.name
    ? ` Balise : « ${detail.name} »${detail.closedAt ? `, refermée par une autre ligne ${formatNumber(Number(detail.closedAt))}` : ""}.`
    : "";
  const found = detail.found ? ` Contenu trouvé : « ${detail.found} ».` : "";
  return `${named("Ce fichier", fault)} ne peut pas être lu : ${reason}${where}.${name}${found}`;
}
