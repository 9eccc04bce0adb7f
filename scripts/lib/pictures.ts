import type { Page } from "playwright-core";
import { GUIDE } from "#words/guide.ts";
import {
  ask,
  askActivation,
  beginSecondFactor,
  chooseOtherSchool,
  dropCampaignResults,
  followNumber,
  forgetting,
  holdReading,
  importResults,
  importTooFew,
  importWell,
  importWithErrors,
  invite,
  leave,
  mailedLink,
  openCampaign,
  openCampaignClass,
  openFirstPupil,
  PASSWORD,
  type Step,
  signIn,
  signUp,
  turnOnSecondFactor,
} from "./picture-steps.ts";

/** Without a password, the demo's is used. */
export type Person = { email: string; password?: string };

/** The URL of a page, and who is signed in there; nobody when `as` is absent. */
type Place = { path: string | ((page: Page) => Promise<string>); as?: Person };

/** A picture of a page, in this order on fresh demo data. */
export type Picture = Place & {
  name: string;
  /** Done once before the picture, in a window that is closed afterwards. */
  before?: Place & { step: Step };
  /** Done on each page, once it is open. */
  reach?: Step;
  /** Only what the screen shows, not the whole page: for a dialog over the page, or many similar rows. */
  screen?: boolean;
};

const UAI = "0808088X";
const SCHOOL = `/etablissements/${UAI}`;
const LYCEE = "/etablissements/0801234A";
const IMPORT = `${SCHOOL}/eleves/import`;
const admin = { email: "admin@demo.test" };
const member = { email: "membre@demo.test" };
const invited = { email: "lou.martin@demo.test", password: PASSWORD };
const head = "claude.direction@demo.test";
const activationLink = mailedLink(`ce.${UAI.toLowerCase()}@demo.test`, /^Accès à l’espace/);
const invitationLink = mailedLink(invited.email, /^Invitation à rejoindre/);

const GETTING_IN: Picture[] = [
  { name: "connexion", path: "/connexion" },
  { name: "activation", path: "/demande-administration-sco" },
  {
    name: "activation-envoyee",
    before: { path: "/demande-administration-sco", step: askActivation(UAI) },
    path: `/demande-administration-sco/envoyee?uai=${UAI}`,
  },
  { name: "mot-de-passe-oublie", path: "/mot-de-passe-oublie" },
  {
    name: "mot-de-passe-nouveau",
    before: { path: "/mot-de-passe-oublie", step: forgetting(member.email) },
    path: mailedLink(member.email, /Choisir un nouveau mot de passe/),
  },
  { name: "introuvable-visiteur", path: "/nulle-part" },
];

const IMPORTING: Picture[] = [
  { name: "accueil-rentree", path: SCHOOL, as: admin },
  { name: "import-debut", path: IMPORT, as: admin },
  {
    name: "import-autre-etablissement",
    path: IMPORT,
    as: admin,
    reach: chooseOtherSchool,
    screen: true,
  },
  {
    name: "erreurs",
    before: { path: IMPORT, as: admin, step: importWithErrors },
    path: IMPORT,
    as: admin,
  },
  {
    name: "import",
    before: { path: IMPORT, as: admin, step: importWell },
    path: IMPORT,
    as: admin,
    // The README shows it.
    screen: true,
  },
  { name: "import-non-importes", path: IMPORT, as: admin, reach: followNumber(/non importé/) },
  {
    name: "import-modifies",
    path: IMPORT,
    as: admin,
    reach: followNumber(/modifié/),
    screen: true,
  },
  {
    name: "import-annulation",
    path: IMPORT,
    as: admin,
    reach: ask(/^Annuler cet import/),
    screen: true,
  },
  {
    name: "import-accord",
    before: { path: `${LYCEE}/eleves/import`, as: admin, step: importTooFew },
    path: `${LYCEE}/eleves/import`,
    as: admin,
  },
];

const JOINING: Picture[] = [
  {
    name: "rejoindre-activation",
    before: { path: "/demande-administration-sco", step: askActivation(UAI) },
    path: activationLink,
  },
  {
    name: "rejoindre-termine",
    before: {
      path: activationLink,
      step: signUp({ first: "Claude", last: "Direction", email: head }),
    },
    path: activationLink,
  },
  { name: "compte-confirmation", path: mailedLink(head, /^Confirmez votre adresse/) },
  {
    name: "rejoindre",
    before: {
      path: `${SCHOOL}/equipe/inviter`,
      as: admin,
      step: invite(`Lou Martin <${invited.email}>, alix.petit@demo.test, sam.robert@demo.test`),
    },
    path: invitationLink,
  },
];

const SPACE: Picture[] = [
  { name: "accueil", path: SCHOOL, as: admin },
  { name: "accueil-membre", path: SCHOOL, as: member, screen: true },
  { name: "eleves", path: `${SCHOOL}/eleves`, as: admin, screen: true },
  {
    name: "eleves-filtres",
    path: `${SCHOOL}/eleves?level=5e&include=deactivated`,
    as: admin,
    screen: true,
  },
  { name: "eleves-aucun", path: `${SCHOOL}/eleves?search=zzz`, as: admin },
  { name: "eleve", path: `${SCHOOL}/eleves?search=andre`, as: admin, reach: openFirstPupil },
  { name: "certifications", path: `${SCHOOL}/certifications`, as: admin },
  {
    name: "certifications-classe",
    path: `${SCHOOL}/certifications?year=2025-2026&division=3E+A`,
    as: admin,
    screen: true,
  },
  {
    name: "certifications-a-rattacher",
    before: { path: `${SCHOOL}/certifications`, as: admin, step: importResults },
    path: `${SCHOOL}/certifications/a-rattacher`,
    as: admin,
  },
  {
    name: "equipe",
    before: { path: invitationLink, step: signUp({ first: "Lou", last: "Martin" }) },
    path: `${SCHOOL}/equipe`,
    as: admin,
  },
  {
    name: "equipe-role",
    path: `${SCHOOL}/equipe`,
    as: admin,
    reach: ask(/^Modifier le rôle de Lou/),
    screen: true,
  },
  { name: "invitations", path: `${SCHOOL}/equipe/invitations`, as: admin },
  { name: "inviter", path: `${SCHOOL}/equipe/inviter`, as: admin },
  { name: "journal", path: `${SCHOOL}/journal`, as: admin, screen: true },
  { name: "recherche", path: `${SCHOOL}/recherche?q=import`, as: admin },
  { name: "reserve", path: IMPORT, as: member },
  { name: "introuvable", path: `${SCHOOL}/nulle-part`, as: admin },
];

const CAMPAIGNS: Picture[] = [
  { name: "campagnes-creer", path: `${SCHOOL}/campagnes/creer`, as: admin },
  {
    name: "campagnes",
    before: { path: `${SCHOOL}/campagnes`, as: admin, step: dropCampaignResults },
    path: `${SCHOOL}/campagnes`,
    as: admin,
  },
  { name: "campagnes-membre", path: `${SCHOOL}/campagnes`, as: member, screen: true },
  { name: "campagne", path: `${SCHOOL}/campagnes`, as: admin, reach: openCampaign },
  { name: "campagne-classe", path: `${SCHOOL}/campagnes`, as: admin, reach: openCampaignClass },
  {
    name: "campagnes-a-rattacher",
    path: `${SCHOOL}/campagnes/a-rattacher`,
    as: admin,
    screen: true,
  },
  { name: "campagnes-archives", path: `${SCHOOL}/campagnes/archives`, as: admin },
  {
    name: "campagnes-archiver",
    path: `${SCHOOL}/campagnes/archives`,
    as: admin,
    reach: ask(/^Archiver l’année/),
    screen: true,
  },
];

const ACCOUNT: Picture[] = [
  { name: "compte", path: "/compte", as: member },
  { name: "compte-mot-de-passe", path: "/compte/mot-de-passe", as: admin },
  { name: "double-authentification", path: "/compte/double-authentification", as: invited },
  {
    name: "double-authentification-qr",
    path: "/compte/double-authentification",
    as: invited,
    reach: beginSecondFactor,
  },
  {
    name: "aucun-etablissement",
    before: { path: `${SCHOOL}/equipe?quitter=oui`, as: invited, step: leave },
    path: "/",
    as: invited,
  },
  {
    name: "connexion-code",
    before: {
      path: "/compte/double-authentification",
      as: invited,
      step: turnOnSecondFactor,
    },
    path: "/connexion",
    reach: signIn(invited.email, "**/connexion/code**"),
  },
];

/** These pages are long lists of similar steps. */
const LONG_GUIDES = ["rentree", "erreurs", "non-importes"];

const READING: Picture[] = [
  { name: "documentation", path: "/documentation", as: admin },
  { name: "documentation-recherche", path: "/documentation?q=ine", as: admin },
  ...GUIDE.map(({ slug }) => ({
    name: `documentation-${slug}`,
    path: `/documentation/${slug}`,
    as: admin,
    screen: !LONG_GUIDES.includes(slug),
  })),
  { name: "documentation-erreur", path: "/documentation/erreurs/INE_DUPLICATED", as: admin },
  { name: "accessibilite", path: "/accessibilite", screen: true },
  { name: "donnees-personnelles", path: "/donnees-personnelles", screen: true },
  { name: "mentions-legales", path: "/mentions-legales" },
  { name: "conditions", path: "/conditions", screen: true },
  { name: "pieces", path: "/pieces" },
];

export const PICTURES: Picture[] = [
  ...GETTING_IN,
  ...IMPORTING,
  ...JOINING,
  ...SPACE,
  ...CAMPAIGNS,
  ...ACCOUNT,
  ...READING,
  // Last: the windows of this picture keep showing its import afterwards.
  { name: "import-lecture", path: IMPORT, as: admin, reach: holdReading },
];
