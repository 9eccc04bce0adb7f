/**
 * Forms of pages say by `intent` what they want: the walk over routes and roles tries each, on the pages of a
 * school or on the others. `tests/rules/intents.test.ts` finds one that is not here.
 */
export const INTENTS_OF_SCHOOL = [
  ...["upload", "confirm", "cancel", "undo", "retry", "follow"],
  ...["change", "remove", "resend"],
  ...["choose", "discard", "place-all", "keep-all", "discard-all"],
  ...["find", "remove-result", "erase"],
  ...["check", "except", "state", "remind"],
];
/** The last to be tried on their own page: what they take away is not there for the others. */
export const TAKES_AWAY: Record<string, string> = {
  "remove-result": "/resultats/:number",
  erase: "/eleves/:pupilId",
};
export const INTENTS_ELSEWHERE = [
  ...["rename", "send-confirmation", "close-session", "close-all", "news"],
  ...["begin", "confirm", "renew", "disable"],
  ...["sign-up", "sign-in", "other-account", "join"],
];

/** After it a member is none, and the walk needs its member. */
export const NOT_TRIED = ["leave"];
