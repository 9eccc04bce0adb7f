/** Words too common to search for, without accents. */
export const LITTLE_WORDS =
  "a ai au aux avec c ce ces cet cette comment d dans de des du e elle en est et faire il ils j je l la le les leur ma me mes mon n ne notre on ou par pas pour qu quand que quel quelle qui s sa se ses son sur un une votre vous y".split(
    " ",
  );

/** Words that people use for the same thing, without accents: a search for one also finds the others. */
export const SYNONYMS: string[][] = [
  ["uai", "rne", "etablissement"],
  ["excel", "tableur", "libreoffice", "classeur", "csv"],
  ["imprimer", "impression", "papier"],
  ["contact", "assistance", "support", "aide", "joindre", "telephone"],
  ["mail", "courriel", "messagerie"],
  ["gar", "mediacentre", "ent", "educonnect"],
  ["campagne", "parcours"],
  ["inviter", "invitation"],
  ["supprimer", "effacer", "retirer"],
  ["erreur", "refuse", "bloque"],
  ["annuler", "annulation", "retablir"],
  ["telecharger", "exporter", "enregistrer"],
  ["certification", "attestation", "diplome"],
  ["base", "import", "importer"],
  ["collegue", "equipe", "membre"],
  ["administrateur", "direction", "chef", "principal", "proviseur"],
];
