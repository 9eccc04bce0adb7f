import { unlinked } from "./foreign-text.ts";
import { formatDate } from "./format.ts";
import { type Role, roleNames } from "./roles.ts";

/**
 * The words of every mail. The name of a person or a school is shortened and written so that no mail program turns it
 * into a link: a stranger may have typed it, and the mail is ours.
 */

import { count } from "./format.ts";
import { linkValidity } from "./links.ts";
import { asRole } from "./names.ts";

export type MailWords = {
  subject: string;
  greeting: string;
  paragraphs: string[];
  action?: { label: string; link: string };
  /** The text after the button. */
  after: string[];
  signature: string;
};

export const HELLO = "Bonjour,";
const WHAT_IT_IS =
  "Pix Orga est le service où un établissement importe sa base élèves, suit ses campagnes et conserve ses résultats de certification Pix.";
const WEEK_LINK = linkValidity("7 jours");
const HOUR_LINK = linkValidity("une heure");
export const SIGNATURE =
  "L’équipe Pix Orga\nCeci est un e-mail automatique, merci de ne pas y répondre.";

export const mails = {
  activation: (mail: {
    school: string;
    uai: string;
    askedBy: string;
    link: string;
  }): MailWords => ({
    subject: `Accès à l’espace Pix Orga ${school(mail)}`,
    greeting: HELLO,
    paragraphs: [
      `«\u202f${unlinked(mail.askedBy)}\u202f» a demandé à devenir administrateur de l’espace Pix Orga ${school(mail)} (${mail.uai}). Cette demande vient du formulaire public du site : le nom n’a pas été vérifié.`,
      "Si cette personne dirige l’établissement, ouvrez le lien ou transmettez-lui cet e-mail : toute personne qui ouvre ce lien peut devenir administrateur de l’espace.",
    ],
    action: { label: "Ouvrir l’espace de l’établissement", link: mail.link },
    after: [
      `${WEEK_LINK} Une nouvelle demande le remplace.`,
      "Si personne n’a fait cette demande dans votre établissement, n’ouvrez pas le lien : rien ne sera modifié.",
    ],
    signature: SIGNATURE,
  }),

  invitation: (mail: {
    school: string;
    role: Role;
    invitedBy: string;
    link: string;
  }): MailWords => ({
    subject: `Invitation à rejoindre l’espace Pix Orga ${school(mail)}`,
    greeting: HELLO,
    paragraphs: [
      `${unlinked(mail.invitedBy)} vous invite à rejoindre l’espace Pix Orga ${school(mail)}, ${asRole(mail.role)}.`,
      WHAT_IT_IS,
    ],
    action: { label: "Rejoindre l’espace", link: mail.link },
    after: [WEEK_LINK, "Si vous n’attendiez pas cette invitation, vous pouvez ignorer cet e-mail."],
    signature: SIGNATURE,
  }),

  invitationReminder: (mail: {
    school: string;
    role: Role;
    expiresOn: string;
    link: string;
  }): MailWords => ({
    subject: `Rappel : votre invitation à rejoindre l’espace Pix Orga ${school(mail)} expire bientôt`,
    greeting: HELLO,
    paragraphs: [
      `Vous êtes invité(e) à rejoindre l’espace Pix Orga ${school(mail)}, ${asRole(mail.role)}. L’invitation expire le ${mail.expiresOn}.`,
      WHAT_IT_IS,
    ],
    action: { label: "Rejoindre l’espace", link: mail.link },
    after: ["Ce lien remplace celui du premier e-mail et ne peut être utilisé qu’une fois."],
    signature: SIGNATURE,
  }),

  invitationTaken: (mail: {
    school: string;
    invited: string;
    joined: string;
    link: string;
  }): MailWords => ({
    subject: `Une invitation à rejoindre l’espace ${school(mail)} a été acceptée avec un autre compte`,
    greeting: HELLO,
    paragraphs: [
      `L’invitation que vous avez envoyée à ${mail.invited} a été acceptée par le compte ${mail.joined}.`,
      "Si ce n’est pas la personne que vous attendiez, retirez-la depuis la page «\u202fÉquipe\u202f».",
    ],
    action: { label: "Voir l’équipe", link: mail.link },
    after: [],
    signature: SIGNATURE,
  }),

  newAdministrator: (mail: {
    school: string;
    uai: string;
    name: string;
    link: string;
    support: string;
  }): MailWords => ({
    subject: `Nouvel administrateur de l’espace Pix Orga ${school(mail)}`,
    greeting: HELLO,
    paragraphs: [
      `${unlinked(mail.name)} est maintenant administrateur de l’espace ${school(mail)} (${mail.uai}), grâce à un lien envoyé à la boîte fonctionnelle de l’établissement.`,
      "S’il s’agit d’une erreur, retirez cette personne depuis la page « Équipe », puis vérifiez qui consulte la boîte fonctionnelle de l’établissement.",
    ],
    action: { label: "Voir l’équipe", link: mail.link },
    after: [`Si vous n’avez plus accès à l’espace, ${recourse(mail.support)}`],
    signature: SIGNATURE,
  }),

  roleChanged: (mail: { school: string; role: Role; changedBy: string }): MailWords => ({
    subject: `Votre rôle dans l’espace Pix Orga ${school(mail)} a été modifié`,
    greeting: HELLO,
    paragraphs: [
      `${unlinked(mail.changedBy)} a modifié votre rôle : vous êtes maintenant ${roleNames[mail.role]}.`,
    ],
    after: [],
    signature: SIGNATURE,
  }),

  removed: (mail: { school: string; removedBy: string; support: string }): MailWords => ({
    subject: `Vous n’avez plus accès à l’espace Pix Orga ${school(mail)}`,
    greeting: HELLO,
    paragraphs: [
      `${unlinked(mail.removedBy)} vous a retiré(e) de l’espace. Votre compte n’a pas été supprimé : vous gardez l’accès à vos autres espaces.`,
    ],
    after: [
      `S’il s’agit d’une erreur, rapprochez-vous d’un administrateur de l’espace, ou ${recourse(mail.support)}`,
    ],
    signature: SIGNATURE,
  }),

  campaignReminder: (mail: {
    school: string;
    campaign: string;
    dueOn: string | null;
    sentBy: string;
    link: string;
  }): MailWords => ({
    subject: `Pix Orga\u00a0: des élèves n’ont pas terminé «\u202f${unlinked(mail.campaign)}\u202f»`,
    greeting: HELLO,
    paragraphs: [
      `${unlinked(mail.sentBy)} vous signale que des élèves de l’établissement ${school(mail)} n’ont pas terminé la campagne «\u202f${unlinked(mail.campaign)}\u202f»${mail.dueOn === null ? "" : `, à faire avant le ${formatDate(mail.dueOn)}`}.`,
      "La liste, classe par classe, est dans l’espace Pix Orga de l’établissement. Cet e-mail ne nomme aucun élève.",
    ],
    action: { label: "Voir qui n’a pas terminé", link: mail.link },
    after: [],
    signature: SIGNATURE,
  }),

  leaversWarning: (mail: {
    school: string;
    schoolYear: string;
    pupils: number;
    results: number;
    on: string;
    link: string;
  }): MailWords => ({
    subject: `Effacement d’élèves partis, le ${mail.on}, dans l’espace Pix Orga ${school(mail)}`,
    greeting: HELLO,
    paragraphs: [
      `À partir du ${mail.on}, les élèves partis pendant l’année ${mail.schoolYear} ou avant seront effacés de l’espace, avec leurs résultats de certification : ${count(mail.pupils, "élève", "élèves")}${mail.results > 0 ? ` et ${count(mail.results, "résultat conservé sans élève", "résultats conservés sans élève")}` : ""}. Il en restera des nombres par classe, sans nom.`,
      "C’est la règle de ce service : cinq ans après l’année du départ. Si l’établissement doit conserver ces résultats plus longtemps, téléchargez l’archive avant cette date.",
    ],
    action: { label: "Télécharger l’archive", link: mail.link },
    after: ["Si vous n’avez rien à conserver, vous n’avez rien à faire."],
    signature: SIGNATURE,
  }),

  confirmAddress: (mail: { name: string; link: string }): MailWords => ({
    subject: "Confirmez votre adresse e-mail",
    greeting: `Bonjour ${unlinked(mail.name)},`,
    paragraphs: [
      "Votre compte a été créé. Confirmez que cette adresse est la vôtre : vous pourrez ensuite accepter les invitations envoyées à cette adresse.",
    ],
    action: { label: "Confirmer mon adresse", link: mail.link },
    after: [WEEK_LINK],
    signature: SIGNATURE,
  }),

  passwordReset: (mail: { name: string; link: string }): MailWords => ({
    subject: "Choisir un nouveau mot de passe",
    greeting: `Bonjour ${unlinked(mail.name)},`,
    paragraphs: ["Vous avez demandé à choisir un nouveau mot de passe."],
    action: { label: "Choisir un nouveau mot de passe", link: mail.link },
    after: [
      HOUR_LINK,
      "Si vous n’avez rien demandé, ignorez cet e-mail : votre mot de passe ne sera pas modifié.",
    ],
    signature: SIGNATURE,
  }),

  passwordChanged: (mail: { name: string; link: string }): MailWords => ({
    subject: "Votre mot de passe a été modifié",
    greeting: `Bonjour ${unlinked(mail.name)},`,
    paragraphs: [
      "Votre mot de passe vient d’être modifié. Les sessions ouvertes ailleurs ont été fermées.",
    ],
    action: { label: "Ce n’était pas moi : choisir un nouveau mot de passe", link: mail.link },
    after: [],
    signature: SIGNATURE,
  }),

  secondFactorChanged: (mail: { name: string; on: boolean; link: string }): MailWords => ({
    subject: mail.on
      ? "La double authentification a été activée"
      : "La double authentification a été désactivée",
    greeting: `Bonjour ${unlinked(mail.name)},`,
    paragraphs: [
      mail.on
        ? "La double authentification vient d’être activée sur votre compte : un code vous sera demandé après votre mot de passe."
        : "La double authentification vient d’être désactivée sur votre compte : seul votre mot de passe vous sera demandé.",
    ],
    action: { label: "Ce n’était pas moi : choisir un nouveau mot de passe", link: mail.link },
    after: [],
    signature: SIGNATURE,
  }),
};

/** The name of a school between guillemets: it follows « l’espace » without a contraction. */
function school(mail: { school: string }): string {
  return `« ${unlinked(mail.school, 120)} »`;
}

/** Whom a removed person, or one who fears it, can turn to: the end of a sentence. */
function recourse(support: string): string {
  const address = support.trim();
  const academy = "Votre académie peut indiquer qui dirige l’établissement.";
  return address ? `contactez l’assistance : ${address}. ${academy}` : `contactez votre académie.`;
}

/** What the operator reads about mails (`/api/operator/mails`). */
export const mailWords = {
  resendMalformed:
    'Indiquez l’identifiant d’un e-mail, ou demandez-les tous : {"id": "…"} ou {"all": true}.',
};
