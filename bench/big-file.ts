/** A file shaped as real exports are: pupils, then their options, then their classes. Names are invented. */
export function makeFile(pupils: number): Uint8Array {
  const parts = [
    Buffer.from(
      `<?xml version="1.0" encoding="ISO-8859-15"?>\n<BEE_ELEVES VERSION="2.1">\n<PARAMETRES>\n<UAJ>0750001A</UAJ>\n<ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE>\n<DATE_EXPORT>01/09/2026</DATE_EXPORT>\n<HORODATAGE>01/09/2026 08:15:00</HORODATAGE>\n</PARAMETRES>\n<DONNEES>\n<ELEVES>\n`,
    ),
  ];
  const block = (write: (index: number) => string) => {
    for (let from = 0; from < pupils; from += 1000) {
      let text = "";
      for (let at = from; at < Math.min(pupils, from + 1000); at += 1) text += write(at);
      parts.push(Buffer.from(text, "latin1"));
    }
  };
  block(pupilXml);
  parts.push(Buffer.from("</ELEVES>\n<OPTIONS>\n"));
  block(optionXml);
  parts.push(Buffer.from("</OPTIONS>\n<STRUCTURES>\n"));
  block(structureXml);
  parts.push(Buffer.from("</STRUCTURES>\n</DONNEES>\n</BEE_ELEVES>\n"));
  return Buffer.concat(parts);
}

const LAST_NAMES = ["DURAND", "LE GOFF", "LEFÈVRE", "MARTIN-DUBOIS", "N'DIAYE", "GARÇON"];
const FIRST_NAMES = ["Léa", "Jean-Pierre", "Noé", "Inès", "Maël", "Zoé", "Anaïs"];

function pupilXml(at: number): string {
  const last = LAST_NAMES[at % LAST_NAMES.length];
  const first = FIRST_NAMES[at % FIRST_NAMES.length];
  const number = String(at).padStart(8, "0");
  return `<ELEVE ELEVE_ID="${at}" ELENOET="${at}">
<ID_NATIONAL>${number}1AB</ID_NATIONAL>
<ELENOET>${at}</ELENOET>
<ID_ELEVE_ETAB>${at}</ID_ELEVE_ETAB>
<NOM_DE_FAMILLE>${last}</NOM_DE_FAMILLE>
<NOM_USAGE></NOM_USAGE>
<PRENOM>${first}</PRENOM>
<PRENOM2>Camille</PRENOM2>
<DATE_NAISS>0${1 + (at % 9)}/1${at % 3}/2013</DATE_NAISS>
<DOUBLEMENT>0</DOUBLEMENT>
<CODE_PAYS>100</CODE_PAYS>
<ACCEPTE_SMS>1</ACCEPTE_SMS>
<DATE_MODIFICATION>01/09/2026</DATE_MODIFICATION>
<CODE_SEXE>${1 + (at % 2)}</CODE_SEXE>
<CODE_PAYS_NAT>100</CODE_PAYS_NAT>
<CODE_COMMUNE_INSEE_NAISS>75112</CODE_COMMUNE_INSEE_NAISS>
<CODE_DEPARTEMENT_NAISS>075</CODE_DEPARTEMENT_NAISS>
<VILLE_NAISS/>
<ADHESION_TRANSPORT>0</ADHESION_TRANSPORT>
<CODE_REGIME>2</CODE_REGIME>
<DATE_ENTREE>01/09/2026</DATE_ENTREE>
<CODE_MEF>10010012110</CODE_MEF>
<CODE_STATUT>ST</CODE_STATUT>
<SCOLARITE_AN_DERNIER>
<CODE_MEF>10010012110</CODE_MEF>
<CODE_STRUCTURE>6E ${at % 9}</CODE_STRUCTURE>
<CODE_RNE>0750002B</CODE_RNE>
<DENOM_PRINC>COLLEGE</DENOM_PRINC>
</SCOLARITE_AN_DERNIER>
</ELEVE>
`;
}

function optionXml(at: number): string {
  return `<OPTION ELEVE_ID="${at}" ELENOET="${at}"><OPTIONS_ELEVE><NUM_OPTION>1</NUM_OPTION><CODE_MODALITE_ELECT>O</CODE_MODALITE_ELECT><CODE_MATIERE>030201</CODE_MATIERE></OPTIONS_ELEVE></OPTION>
`;
}

function structureXml(at: number): string {
  return `<STRUCTURES_ELEVE ELEVE_ID="${at}" ELENOET="${at}"><STRUCTURE><CODE_STRUCTURE>5E ${at % 9}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
`;
}
