import { formatMoment } from "./format.ts";

type PastDecision = {
  kind: "confirmed" | "cancelled" | "undone" | "retried";
  by: string | null;
  at: string;
};

const DONE = { confirmed: "confirmé", cancelled: "annulé", undone: "annulé", retried: "relancé" };

/** Messages when somebody's decision about an import came after another one. */
export const lateDecision = {
  title: "Une décision a déjà été prise",
  text: (past: PastDecision | null) => {
    if (!past) return "L’état de cet import a changé entre-temps.";
    const { kind, by, at } = past;
    return by === null
      ? `Cet import a été annulé le ${formatMoment(at)}, faute de réponse sous 24 heures.`
      : `Cet import a déjà été ${DONE[kind]} par ${by} le ${formatMoment(at)}.`;
  },
  here: "Voici l’état actuel de l’import.",
};
