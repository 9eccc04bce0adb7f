import type { LegalText, Operator } from "./legal.ts";

/** The statement: what was tested, how, and what was not. It must stay true: each line is something we do. */
export function accessibilityStatement(operator: Operator): LegalText {
  return {
    title: "Déclaration d’accessibilité",
    intro:
      "Ce service veut être utilisable par tous : sans souris, sans couleur, sur un téléphone, avec un lecteur d’écran, à 400\u202f% d’agrandissement. Il se déclare partiellement conforme au RGAA 4.1, parce qu’aucun audit extérieur n’a encore été fait.",
    parts: [
      {
        title: "Ce qui a été vérifié automatiquement, à chaque version",
        list: [
          "Toutes les règles d’axe-core jusqu’au niveau AA, expérimentales comprises, sur chaque page et dans les états que les parcours atteignent : en thème clair et en thème sombre, à 1280 et à 360 pixels.",
          "Les parcours principaux au clavier seul : importer un fichier, chercher un élève, ouvrir sa fiche.",
          "Les parcours principaux sans JavaScript.",
          "Les contrastes de chaque paire de couleurs du thème : 4,5 au moins pour le texte, dans les deux thèmes.",
          "L’absence de défilement horizontal à 320 pixels de large, soit 400\u202f% d’agrandissement d’un écran de 1280 pixels.",
          "Le titre de chaque page, et les dimensions des zones à cliquer (24 pixels au moins, hors liens dans une phrase).",
        ],
      },
      {
        title: "Comment c’est fait",
        list: [
          "Chaque état est dit par des mots et une icône ; la couleur souligne seulement.",
          "Le focus va au titre de la page qui s’ouvre, au résumé des erreurs d’un formulaire, et revient d’où il vient quand un dialogue se ferme.",
          "L’avancement d’un import est dit aux lecteurs d’écran à chaque étape et à chaque quart de la lecture, pas davantage.",
          "Les animations s’arrêtent quand le système le demande.",
        ],
      },
      {
        title: "Ce qui n’a pas été vérifié",
        list: [
          "Aucun audit RGAA par une personne extérieure à l’équipe.",
          "Aucun essai suivi avec NVDA, JAWS ou VoiceOver, ni avec des personnes qui s’en servent tous les jours.",
          "Les navigateurs autres que Chromium n’ont pas été essayés par nos tests.",
          "Les attestations au format PDF portent un titre, une langue et des balises ; elles n’ont pas été essayées avec un lecteur d’écran.",
        ],
      },
      {
        title: "Signaler une difficulté",
        paragraphs: [
          `Si vous ne pouvez pas lire une page ou vous en servir, écrivez à ${operator.support || "l’exploitant du service (adresse à renseigner par l’exploitant)"} : dites la page, ce que vous vouliez faire et avec quel matériel. Nous répondons, et nous vous donnons l’information autrement en attendant la correction.`,
          "Si la réponse ne vous convient pas, vous pouvez saisir le Défenseur des droits.",
        ],
      },
    ],
  };
}
