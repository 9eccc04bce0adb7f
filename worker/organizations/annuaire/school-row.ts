import { MAX_NAME } from "../../platform/bounds.ts";
import { hasCheckLetter, readUai } from "../../school-files/uai.ts";
import { type Cells, plainKey } from "./columns.ts";

export type DirectorySchool = {
  uai: string;
  name: string;
  kind: "sco-menj" | "sco-masa";
  type: string;
  /** Empty when the directory gives none, or an invalid one. */
  mailbox: string;
  academy: string;
  postalCode: string;
  city: string;
  state: "open" | "closed";
};

/** Why a row of the directory is not one of our schools; none of these is an error. */
export type LeftOutKind =
  | "primary"
  | "medico-social"
  | "administration"
  | "orientation"
  | "no-contract"
  | "other";

export type UnusableCode = "UAI_MALFORMED" | "NAME_MISSING" | "UAI_REPEATED" | "QUOTE_WRONG";
export type WarningCode = "CHECK_LETTER" | "MAIL_MALFORMED";

export type RowVerdict =
  | { kind: "school"; school: DirectorySchool; warnings: WarningCode[] }
  | { kind: "left-out"; reason: LeftOutKind; uai: string }
  | { kind: "unusable"; code: UnusableCode; uai?: string };

const LONGEST_NAME = 200;
const bounded = (cell: string) => cell.slice(0, MAX_NAME);
const MAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9-]+\.)+[a-z]{2,}$/;

/**
 * Classifies a row of the directory. Kept: collèges, lycées and EREA of any ministry, and what the ministry of
 * agriculture calls otherwise (its CFA and maisons familiales send their pupils by Fregata), public or under contract.
 * Source: `docs/decisions/0008-which-schools-the-directory-gives.md`.
 */
export function readSchoolRow(cells: Cells): RowVerdict {
  const uai = readUai(cells.uai);
  if (uai === null) return { kind: "unusable", code: "UAI_MALFORMED" };
  const agricultural = plainKey(cells.ministry).includes("agricultur");
  const left = leftOutByType(plainKey(cells.type), agricultural);
  if (left) return { kind: "left-out", reason: left, uai };
  if (!isPublicOrUnderContract(cells, agricultural)) {
    return { kind: "left-out", reason: "no-contract", uai };
  }
  if (cells.name === "") return { kind: "unusable", code: "NAME_MISSING", uai };

  const mail = cells.mail.toLowerCase();
  const warnings: WarningCode[] = [];
  if (!hasCheckLetter(uai)) warnings.push("CHECK_LETTER");
  const isMail = mail.length <= MAX_NAME && MAIL.test(mail);
  if (mail !== "" && !isMail) warnings.push("MAIL_MALFORMED");
  const school: DirectorySchool = {
    uai,
    name: cells.name.slice(0, LONGEST_NAME),
    kind: agricultural ? "sco-masa" : "sco-menj",
    type: bounded(cells.type),
    mailbox: isMail ? mail : "",
    academy: bounded(cells.academy),
    postalCode: bounded(cells.postalCode),
    city: bounded(cells.city),
    // « A FERMER » is still open.
    state: plainKey(cells.state).startsWith("ferme") ? "closed" : "open",
  };
  return { kind: "school", school, warnings };
}

function leftOutByType(type: string, agricultural: boolean): LeftOutKind | null {
  if (/^(college|lycee|erea|etablissement_regional_d_enseignement_adapte)/.test(type)) return null;
  if (/^ecole/.test(type)) return "primary";
  if (/^medico/.test(type)) return "medico-social";
  if (/^service/.test(type)) return "administration";
  if (/orientation/.test(type)) return "orientation";
  return agricultural ? null : "other";
}

/** For the schools of agriculture, the directory only says when there is no contract. */
function isPublicOrUnderContract(cells: Cells, agricultural: boolean): boolean {
  if (!plainKey(cells.sector).startsWith("priv")) return true;
  const contract = plainKey(cells.contract);
  return agricultural ? !/^(hors|sans)_contrat/.test(contract) : contract.startsWith("contrat");
}
