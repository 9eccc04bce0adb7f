import type { LegalText, Operator } from "./legal.ts";
import { valueOrMissing } from "./legal.ts";

const LAW = "article 47 de la loi n°\u00a02005-102 du 11 février 2005";

/**
 * The statement, with the headings and the three sentences that the RGAA imposes ("Obligations d’accessibilité",
 * "Contenu de la déclaration"): without an audit a service is "non conforme". What was tested, how, and what was
 * not must stay true: each line is something we do.
 */
export function accessibilityStatement(operator: Operator): LegalText {
  return {
    title: "Déclaration d’accessibilité",
    intro: `${valueOrMissing(operator.name)} s’engage à rendre ce service accessible, conformément à l’${LAW}. Cette déclaration s’applique à Pix Orga. Ce service est conçu pour être utilisable par tous, sans souris, sans couleur, sur un téléphone, avec un lecteur d’écran et à 400\u202f% d’agrandissement.`,
    parts: [
      {
        title: "État de conformité",
        paragraphs: [
          "Accessibilité\u00a0: non conforme.",
          "Pix Orga n’est pas en conformité avec le référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1, car il n’existe aucun résultat d’audit en cours de validité permettant de mesurer le respect des critères.",
        ],
      },
      {
        title: "Résultats des tests",
        paragraphs: [
          "En l’absence d’audit de conformité, le pourcentage de critères respectés n’est pas connu. Les vérifications suivantes, automatiques, sont faites à chaque version\u202f; elles ne remplacent pas un audit.",
        ],
        list: [
          "Toutes les règles d’axe-core jusqu’au niveau AA, expérimentales comprises, sur chaque page et dans les états que les parcours atteignent\u00a0: en thème clair et en thème sombre, à 1280 et à 360 pixels.",
          "Les parcours principaux au clavier seul\u00a0: importer un fichier, chercher un élève, ouvrir sa fiche.",
          "Les parcours principaux sans JavaScript.",
          "Les contrastes de chaque paire de couleurs du thème\u00a0: 4,5 au moins pour le texte, dans les deux thèmes.",
          "L’absence de défilement horizontal à 320 pixels de large, soit 400\u202f% d’agrandissement d’un écran de 1280 pixels.",
          "Le titre de chaque page, et les dimensions des zones à cliquer (24 pixels au moins, hors liens dans une phrase).",
        ],
      },
      {
        title: "Contenus non accessibles",
        paragraphs: [
          "En l’absence d’audit, la liste des non-conformités n’est pas établie. Aucune dérogation pour charge disproportionnée n’est invoquée. N’ont pas été vérifiés\u00a0:",
        ],
        list: [
          "les critères du RGAA, par un audit interne ou extérieur\u202f;",
          "l’usage avec NVDA, JAWS ou VoiceOver, et par des personnes qui s’en servent tous les jours\u202f;",
          "les navigateurs autres que Chromium\u202f;",
          "les documents PDF\u00a0: ils comportent un titre, une langue et des balises, mais n’ont pas été essayés avec un lecteur d’écran.",
        ],
      },
      {
        title: "Établissement de cette déclaration d’accessibilité",
        paragraphs: [
          "Cette déclaration a été établie le 29 novembre 2026. Technologies utilisées\u00a0: HTML, CSS, JavaScript, SVG, WAI-ARIA, PDF. Outils utilisés\u00a0: axe-core et Chromium, pilotés par les tests du service. Aucun lecteur d’écran n’a été utilisé.",
        ],
        list: [
          "Chaque état est indiqué par des mots et une icône, jamais par la couleur seule.",
          "Le focus se place sur le titre de la page qui s’ouvre, sur le résumé des erreurs d’un formulaire, et revient à son origine quand une boîte de dialogue se ferme.",
          "L’avancement d’un import est annoncé aux lecteurs d’écran à chaque étape et à chaque quart de la lecture.",
          "Les animations s’arrêtent quand le système le demande.",
        ],
      },
      {
        title: "Retour d’information et contact",
        paragraphs: [
          `Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez contacter le responsable du service pour être orienté(e) vers une alternative accessible ou obtenir le contenu sous une autre forme\u00a0: ${operator.support || "adresse à renseigner par l’exploitant"}. Indiquez la page, ce que vous vouliez faire et avec quel matériel.`,
        ],
      },
      {
        title: "Voies de recours",
        paragraphs: [
          "Cette procédure est à utiliser dans le cas suivant\u00a0: vous avez signalé au responsable du service un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un des services, et vous n’avez pas obtenu de réponse satisfaisante.",
        ],
        list: [
          "Écrire au Défenseur des droits\u00a0: formulaire.defenseurdesdroits.fr.",
          "Contacter le délégué du Défenseur des droits dans votre région\u00a0: www.defenseurdesdroits.fr/saisir/delegues.",
          "Envoyer un courrier par la poste (gratuit, sans timbre)\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.",
        ],
      },
    ],
  };
}
