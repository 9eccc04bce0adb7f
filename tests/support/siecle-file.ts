import { parisDate, schoolYearOf } from "#worker/platform/clock.ts";

/** Small SIECLE files of invented pupils, for tests in Node and in workerd alike. */

/** `2026-2027`: the school year of the day the tests run, and the one before. */
export const THIS_YEAR = schoolYearOf(parisDate(Date.now()));
export const LAST_YEAR = `${Number(THIS_YEAR.slice(0, 4)) - 1}-${THIS_YEAR.slice(0, 4)}`;

let counter = 0;

export type SiecleFilePupil = {
  id?: string;
  ine?: string;
  lastName?: string;
  firstName?: string;
  sex?: string;
  birthDate?: string;
  country?: string;
  city?: string;
  mef?: string;
  status?: string;
  division?: string;
  /** Raw XML of more elements. */
  extra?: string;
};

/** A genuine-looking INE, different at each call. */
export function anIne(): string {
  counter += 1;
  return `${String(100_000_000 + counter).slice(0, 9)}KA`;
}

/** A small SIECLE file of this school year, or of `year`; `raw` replaces the whole of its `DONNEES`. */
export function aSiecleFile(
  school: { uai: string },
  pupils: SiecleFilePupil[],
  options: { exportedAt?: string; year?: string; raw?: string } = {},
): Uint8Array {
  const eleves = pupils.map((pupil, index) => {
    const id = pupil.id ?? String(index + 1);
    const ine = pupil.ine ?? anIne();
    const city = pupil.city ?? "80021";
    return `<ELEVE ELEVE_ID="${id}"><ID_NATIONAL>${ine}</ID_NATIONAL>
<NOM_DE_FAMILLE>${pupil.lastName ?? "MOREAU"}</NOM_DE_FAMILLE><PRENOM>${pupil.firstName ?? "Lila"}</PRENOM>
<CODE_SEXE>${pupil.sex ?? "2"}</CODE_SEXE><DATE_NAISS>${pupil.birthDate ?? "04/09/2013"}</DATE_NAISS>
<CODE_PAYS>${pupil.country ?? "100"}</CODE_PAYS>${city && `<CODE_COMMUNE_INSEE_NAISS>${city}</CODE_COMMUNE_INSEE_NAISS>`}
<CODE_MEF>${pupil.mef ?? "10010012110"}</CODE_MEF><CODE_STATUT>${pupil.status ?? "ST"}</CODE_STATUT>${pupil.extra ?? ""}</ELEVE>`;
  });
  const structures = pupils.map((pupil, index) =>
    pupil.division === ""
      ? ""
      : `<STRUCTURES_ELEVE ELEVE_ID="${pupil.id ?? index + 1}"><STRUCTURE><CODE_STRUCTURE>${
          pupil.division ?? "6A"
        }</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`,
  );
  const donnees =
    options.raw ??
    `<DONNEES><ELEVES>${eleves.join("\n")}</ELEVES><STRUCTURES>${structures.join("")}</STRUCTURES></DONNEES>`;
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<BEE_ELEVES VERSION="2.1"><PARAMETRES><UAJ>${school.uai}</UAJ><ANNEE_SCOLAIRE>${options.year ?? THIS_YEAR.slice(0, 4)}</ANNEE_SCOLAIRE>
<HORODATAGE>${options.exportedAt ?? "02/09/2026 08:15:00"}</HORODATAGE></PARAMETRES>${donnees}</BEE_ELEVES>`);
}

/** `count` ordinary pupils, with INEs that stay the same for the same `seed`. */
export function somePupils(count: number, seed = 0): SiecleFilePupil[] {
  return Array.from({ length: count }, (_, index) => ({
    ine: `${String(200_000_000 + seed * 10_000 + index)}KB`,
    lastName: `GARNIER${String(index).padStart(4, "0")}`,
    firstName: index % 2 === 0 ? "Noé" : "Inès",
    sex: index % 2 === 0 ? "1" : "2",
    division: `${6 - (index % 4)}A`,
  }));
}
