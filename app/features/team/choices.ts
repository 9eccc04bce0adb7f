import { REPEATED_FIELD } from "#worker/platform/bounds.ts";

/** The form that the boxes of the table of invitations belong to, by their `form` attribute. */
export const MANY = "plusieurs";
/** The field of a ticked row: the only one that the gate lets a form repeat. */
export const CHOSEN = REPEATED_FIELD;
/** The most invitations managed at once: each takes a batch of its own. */
export const MOST_AT_ONCE = 50;
