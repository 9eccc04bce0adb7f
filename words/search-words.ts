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
  ["contact", "assistance", "support", "aide", "joindre", "telephone", "hotline", "bug", "panne"],
  ["telephone", "portable", "smartphone", "mobile"],
  ["mail", "courriel", "messagerie"],
  ["gar", "mediacentre", "ent", "educonnect"],
  ["campagne", "parcours"],
  ["inviter", "invitation"],
  ["supprimer", "effacer", "retirer"],
  ["erreur", "refuse", "bloque"],
  ["annuler", "annulation", "retablir", "restaurer", "rattraper"],
  ["archive", "sauvegarde", "conserver"],
  ["double", "doublon"],
  ["parti", "depart", "sorti", "sortie", "quitte", "radie", "radiation"],
  ["nouveau", "nouvel", "nouvelle", "arrive"],
  ["passe", "mdp"],
  ["connexion", "connecter", "deconnexion", "deconnecter", "session", "identifier"],
  ["recuperation", "secours"],
  ["score", "resultat", "note"],
  ["navigateur", "chrome", "firefox", "edge", "safari"],
  ["famille", "parent"],
  ["agricole", "mfr"],
  ["telecharger", "exporter", "enregistrer"],
  ["certification", "attestation", "diplome", "certificat"],
  ["base", "import", "importer"],
  [
    ...["collegue", "equipe", "membre", "professeur", "prof", "enseignant", "secretariat"],
    ...["secretaire", "adjoint", "gestionnaire", "referent", "utilisateur"],
  ],
  ["administrateur", "direction", "chef", "principal", "proviseur"],
];

/** What people look for that the text of a page of the guide does not say, by the page. */
export const ALSO_CALLED: Record<string, string> = {
  activer:
    "premier accès ouvrir inscription spam indésirables reçu reçois rien boîte mutation nouveau chef",
  inviter: "droits accès compte mutation départ remplaçant supprimer retirer",
  liens: "mail non reçu spam indésirables invitation perdue périmé ouvre pas",
  compte:
    "identifiant connexion impossible mot de passe oublié adresse électronique e-mail changer",
  siecle: "base de données lycée collège bee",
  fregata: "maison familiale mfr agricole masa",
  importer:
    "rentrée montée de niveau passage revenir en arrière sauvegarde changement de classe nouvel élève",
  "non-importes": "nouvel élève absent radié sans classe ine manquant ajouter",
  archiver:
    "émargement signature tampon cachet cérémonie remise certificat diplôme feuille score niveau",
  telecharger: "pdf liste de classe émargement navigateur",
  contact: "bug panne lent problème numéro référent numérique",
};

/** The pages about the service itself: what they say, and what people look for in them. */
export const SERVICE_PAGES = {
  privacy: {
    summary: "Quelles données sont conservées, pendant combien de temps, et vos droits.",
    words: "rgpd cnil dpo vie privée protection cookies traitement droit d’accès parents familles",
  },
  accessibility: {
    summary: "Ce qui a été testé, et à qui signaler une difficulté.",
    words: "rgaa handicap lecteur d’écran clavier",
  },
  legal: {
    summary: "Qui publie ce service et qui l’héberge.",
    words: "éditeur hébergeur responsable",
  },
  terms: {
    summary: "Ce que vous acceptez en utilisant ce service.",
    words: "cgu règlement acceptation",
  },
};
