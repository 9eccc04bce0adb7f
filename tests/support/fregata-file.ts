/** A small Fregata file, with only the needed columns; each line is its cells with `;` between them. */
export function aFregataFile(lines: string[]): Uint8Array {
  const header =
    "Identifiant unique*;Premier prénom*;Nom de famille*;Code sexe*;Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*";
  return new TextEncoder().encode([header, ...lines].join("\r\n"));
}
