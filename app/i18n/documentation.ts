/** The page that says how to get the file, and what becomes of each pupil. */
export const documentation = {
  title: "Documentation",
  intro:
    "Importer la base élèves prend quelques minutes : exportez le fichier de votre logiciel, puis déposez-le sur la page « Importer des élèves ». L’import est à refaire à chaque arrivée et à chaque départ d’élève.",
  back: "Revenir aux élèves",
  contents: "Sur cette page",
  sections: [
    {
      id: "siecle",
      title: "Obtenir le fichier dans SIECLE",
      text: "Pour les établissements du ministère de l’Éducation nationale (collèges et lycées).",
      steps: [
        "Ouvrez SIECLE-BEE et vérifiez que l’établissement et l’année scolaire affichés sont les bons.",
        "Choisissez « Exportations », puis « En XML ».",
        "Choisissez « Élèves sans adresse » et enregistrez le fichier proposé.",
        "Importez ce fichier tel quel, .zip ou .xml, sans l’ouvrir dans un autre logiciel.",
      ],
      note: "Une affectation de classe saisie aujourd’hui peut n’apparaître dans l’export que demain.",
    },
    {
      id: "fregata",
      title: "Obtenir le fichier dans Fregata",
      text: "Pour les établissements du ministère de l’Agriculture.",
      steps: [
        "Ouvrez Fregata et vérifiez que l’établissement affiché est le bon : le fichier ne le dit pas.",
        "Choisissez « Export CSV vers Pix » et enregistrez le fichier proposé.",
        "Importez ce fichier .csv tel quel, sans l’ouvrir dans un tableur : l’enregistrer de nouveau abîme les accents et les dates.",
      ],
      note: "Les colonnes peuvent être dans un autre ordre ; leurs titres ne doivent pas changer.",
    },
    {
      id: "import",
      title: "Importer et suivre l’import",
      text: "« Élèves », puis « Importer la liste ». Seul un administrateur peut importer.",
      steps: [
        "L’avancement s’affiche sans actualiser la page, sur toutes les pages de l’établissement.",
        "Si le fichier comporte une erreur, aucun élève n’est importé : la page nomme chaque élève, le champ et comment corriger.",
        "Si l’import devait désactiver plus de la moitié de la base, il attend votre accord.",
        "Le dernier import peut être annulé : la base redevient ce qu’elle était.",
      ],
      note: "Les élèves qui ne sont plus dans le fichier sont désactivés et quittent la liste ; leur compte n’est pas impacté. Ils retrouvent leur historique s’ils reviennent.",
    },
  ],
  skipped: {
    id: "non-importes",
    title: "Pourquoi un élève n’est pas importé",
    text: "Quatre motifs, qui n’empêchent pas d’importer les autres élèves. La liste est donnée après chaque import.",
  },
  samples: {
    id: "exemples",
    title: "Fichiers d’exemple",
    text: "Des élèves inventés, pour essayer l’import dans les établissements de démonstration.",
    files: [
      {
        file: "ExportXML_ElevesSansAdresses.zip",
        text: "Collège Jean Demo : importé, quelques élèves ne le sont pas, avec leur motif.",
      },
      {
        file: "ElevesSansAdresses-erreurs.xml",
        text: "Collège Jean Demo : refusé, avec chaque erreur et comment la corriger.",
      },
      {
        file: "ElevesSansAdresses-autre-etablissement.xml",
        text: "Collège Jean Demo : refusé, c’est le fichier d’un autre établissement.",
      },
      {
        file: "Fregata-export-pix.csv",
        text: "Lycée agricole Demo : importé, un apprenti sans INE véritable ne l’est pas.",
      },
      {
        file: "Fregata-erreurs.csv",
        text: "Lycée agricole Demo : refusé, avec chaque ligne à corriger.",
      },
    ],
  },
};
