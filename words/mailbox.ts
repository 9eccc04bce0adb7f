import { formatMoment } from "./format.ts";

export const mailboxWords = {
  title: "Messages envoyés par la démonstration",
  none: "Aucun message pour l’instant.",
  sent: (to: string, iso: string) => `À ${to}, le ${formatMoment(iso)}`,
};
