/**
 * Page forms name their action by `intent`. These are the intents in the code of each page that takes a form, its parts
 * included; the walk over routes and roles sends them all, and one that no page knows. `tests/rules/intents.test.ts`
 * compares this table with the code.
 */
const ACCOUNT = [
  ...["rename", "send-confirmation", "close-session", "close-all", "news"],
  ...["begin", "confirm", "renew", "disable"],
];
const TEAM = ["change", "remove", "resend", "cancel", "resend-many", "cancel-many"];
const SCHOOL = "/etablissements/:uai";

export const INTENTS: Record<string, string[]> = {
  "/connexion": ACCOUNT,
  "/connexion/code": ACCOUNT,
  "/mot-de-passe-oublie": ACCOUNT,
  "/compte": ACCOUNT,
  "/compte/mot-de-passe": ACCOUNT,
  "/compte/double-authentification": ACCOUNT,
  "/compte/donnees": ACCOUNT,
  "/compte/confirmation": [],
  "/deconnexion": [],
  "/demande-administration-sco": [],
  "/rejoindre": [...ACCOUNT, "sign-up", "sign-in", "other-account", "join"],
  [`${SCHOOL}/campagnes`]: ["undo"],
  [`${SCHOOL}/campagnes/creer`]: ["check", "confirm"],
  [`${SCHOOL}/campagnes/a-rattacher`]: ["choose", "find", "place-all", "discard-all"],
  [`${SCHOOL}/campagnes/archives`]: ["confirm"],
  [`${SCHOOL}/campagnes/:id`]: ["change", "except", "find", "state"],
  [`${SCHOOL}/campagnes/:id/classes/:division`]: ["remind"],
  [`${SCHOOL}/certifications`]: [],
  [`${SCHOOL}/certifications/archives`]: [],
  [`${SCHOOL}/certifications/a-rattacher`]: [
    ...["choose", "discard", "find", "place-all", "keep-all", "discard-all"],
  ],
  // The last one deletes what the others need.
  [`${SCHOOL}/certifications/resultats/:number`]: ["change", "find", "remove-result"],
  [`${SCHOOL}/eleves/:pupilId`]: ["erase"],
  [`${SCHOOL}/eleves/import`]: ["upload", "confirm", "cancel", "undo", "retry", "follow"],
  [`${SCHOOL}/equipe`]: TEAM,
  [`${SCHOOL}/equipe/invitations`]: TEAM,
  [`${SCHOOL}/equipe/inviter`]: TEAM,
};

/** It ends the member's membership, and the walk needs its member. */
export const NOT_TRIED = ["leave"];
