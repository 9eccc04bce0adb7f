import { formatNumber } from "./format.ts";

/** What a browser shows while a document is being made; it refreshes by its header. */
export function comeBackPage(title: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} – Pix Orga</title></head>
<body><main><h1>${title}</h1>
<p>Le document sera téléchargé dès qu’il sera prêt. Cette page s’actualise automatiquement.</p>
<p><a href="">Actualiser la page</a></p></main></body></html>`;
}

/** What the API says about documents and archives. */
export const documentSentences = {
  nothingTitle: "Rien à télécharger",
  noAttestation: (divisions: string[]) =>
    divisions.length === 1
      ? `Aucune attestation de certification pour la classe ${divisions[0]}.`
      : "Aucune attestation de certification pour cette demande.",
  noneValidated: (divisions: string[]) =>
    divisions.length === 1
      ? `Aucun résultat validé pour la classe ${divisions[0]} : il n’y a pas d’attestation à imprimer.`
      : "Aucun résultat validé pour cette demande : il n’y a pas d’attestation à imprimer.",
  tooManyTitle: "Trop d’attestations à la fois",
  tooMany: (most: number) =>
    `Un document peut contenir ${formatNumber(most)} attestations. Téléchargez-les classe par classe, ou choisissez « Tout archiver ».`,
  failedTitle: "Document non produit",
  failed:
    "Une erreur s’est produite de notre côté pendant la préparation des attestations. Réessayez dans un instant.",
  noResult: "Il n’y a ni résultat de certification ni campagne à archiver pour cet établissement.",
  activeTitle: "Archive déjà en préparation",
  active: "Une archive est déjà en préparation pour cet établissement. Elle sera bientôt prête.",
  notReadyTitle: "Archive pas encore prête",
  notReady: "Cette archive n’est pas prête à être téléchargée.",
  noClassName: "sans classe",
  ceremonyName: "ceremonie",
  comeBackPage: comeBackPage("Attestations en préparation"),
};
