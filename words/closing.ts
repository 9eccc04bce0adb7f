/** The button of a message that a person may close. */
export const closing = { close: "Fermer cette annonce" };
