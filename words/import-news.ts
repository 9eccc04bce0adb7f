import { unlinked } from "./foreign-text.ts";
import { count } from "./format.ts";
import { HELLO, type MailWords, SIGNATURE } from "./mails.ts";

type News = {
  school: string;
  uai: string;
  status: "done" | "refused" | "failed" | "awaiting-confirmation";
  startedBy: string;
  errorCount: number;
  counts: Record<"added" | "changed" | "reactivated" | "deactivated" | "skipped", number>;
  link: string;
  choice: string;
};

const SUBJECTS: Record<News["status"], string> = {
  done: "Base élèves mise à jour",
  refused: "Fichier de la base élèves refusé",
  failed: "Import de la base élèves interrompu",
  "awaiting-confirmation": "Import de la base élèves en attente de confirmation",
};

const ACTIONS: Record<News["status"], string> = {
  done: "Voir l’import",
  refused: "Voir les erreurs",
  failed: "Voir l’import",
  "awaiting-confirmation": "Voir les changements et décider",
};

/** The mails to administrators about an import that ended or that waits: numbers and a link, no pupil. */
export function importNews(news: News): MailWords {
  return {
    subject: `${SUBJECTS[news.status]} : ${unlinked(news.school)}`,
    greeting: HELLO,
    paragraphs: [
      `L’import lancé par ${unlinked(news.startedBy)} dans l’espace « ${unlinked(news.school)} » (${news.uai}) ${outcomeOf(news)}`,
    ],
    action: { label: ACTIONS[news.status], link: news.link },
    after: [
      `Vous recevez cet e-mail parce que vous êtes administrateur de cet espace. Pour ne plus en recevoir, décochez la case de la page « Mon compte » : ${news.choice}`,
    ],
    signature: SIGNATURE,
  };
}

function outcomeOf({ status, counts, errorCount }: News): string {
  switch (status) {
    case "done":
      return `a été appliqué : ${numbers(counts)}.`;
    case "refused":
      return `a été refusé : ${count(errorCount, "erreur", "erreurs")} dans le fichier. Rien n’a changé dans la base élèves.`;
    case "failed":
      return "s’est arrêté à cause d’une erreur de notre part. Rien n’a changé dans la base élèves. Il peut être relancé pendant 24 heures.";
    case "awaiting-confirmation":
      return `est en attente de la confirmation d’un administrateur. S’il est confirmé : ${numbers(counts)}. Sans réponse sous 24 heures, il sera annulé.`;
  }
}

function numbers(counts: News["counts"]): string {
  return [
    count(counts.added, "élève ajouté", "élèves ajoutés"),
    count(counts.changed, "modifié", "modifiés"),
    count(counts.reactivated, "réactivé", "réactivés"),
    count(counts.deactivated, "désactivé", "désactivés"),
    count(counts.skipped, "non importé", "non importés"),
  ].join(", ");
}
