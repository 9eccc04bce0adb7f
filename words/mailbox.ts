import { formatMoment } from "./format.ts";

export const mailboxWords = {
  title: "E-mails envoyés par la démonstration",
  none: "Aucun e-mail pour l’instant.",
  sent: (to: string, iso: string) => `À ${to}, le ${formatMoment(iso)}`,
};
