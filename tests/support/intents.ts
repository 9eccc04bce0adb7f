/**
 * Page forms name their action by `intent`: the walk over routes and roles tries each, on the pages of a school or on
 * the others. `tests/rules/intents.test.ts` finds one that is missing here.
 */
export const INTENTS_OF_SCHOOL = [
  ...["upload", "confirm", "cancel", "undo", "retry", "follow"],
  ...["change", "remove", "resend"],
  ...["choose", "discard", "place-all", "keep-all", "discard-all"],
  ...["find", "remove-result", "erase"],
  ...["check", "except", "state", "remind"],
];
/** Tried last on their own page: the others need what they remove. */
export const TAKES_AWAY: Record<string, string> = {
  "remove-result": "/resultats/:number",
  erase: "/eleves/:pupilId",
};
export const INTENTS_ELSEWHERE = [
  ...["rename", "send-confirmation", "close-session", "close-all", "news"],
  ...["begin", "confirm", "renew", "disable"],
  ...["sign-up", "sign-in", "other-account", "join"],
];

/** It ends the member's membership, and the walk needs its member. */
export const NOT_TRIED = ["leave"];
