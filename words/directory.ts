/** What the operator reads about a load of the directory of schools (`PUT /api/operator/organizations`). */
export const directoryWords = {
  codes: {
    UAI_MALFORMED: "Identifiant_de_l_etablissement : 7 chiffres et une lettre sont attendus.",
    NAME_MISSING: "Nom_etablissement : le nom manque.",
    UAI_REPEATED:
      "Cet établissement figure déjà plus haut dans le fichier ; seule la première ligne compte.",
    QUOTE_WRONG: "Un guillemet est mal placé ou n’est jamais fermé : la ligne n’est pas lisible.",
    CHECK_LETTER:
      "La lettre de l’UAI ne correspond pas à son numéro. L’établissement a été conservé.",
    MAIL_MALFORMED:
      "Mail : ce n’est pas une adresse. La boîte de l’établissement n’a pas été modifiée.",
    NO_CONTRACT: "Établissement privé sans contrat : il n’est pas concerné.",
  },
  empty: "Le fichier est vide.",
  notUtf8: "Le fichier n’est pas en UTF-8.",
  missing: (columns: string[]) => `Il manque des colonnes : ${columns.join(", ")}.`,
  domain: (wish: string) =>
    `« ${wish} » n’est pas un domaine d’académie (exemple : Amiens=ac-amiens.fr).`,
  tooLarge: "Le fichier dépasse 100 Mo.",
  interrupted:
    "L’envoi s’est interrompu : les lignes déjà lues sont enregistrées. Recommencez : rien ne sera compté deux fois.",
};
