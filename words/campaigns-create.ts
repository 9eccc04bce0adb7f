import { levelNames } from "./campaigns.ts";
import { count, formatDate } from "./format.ts";
import { ofName } from "./names.ts";

/** The page that prepares the campaigns of all levels at once. */
export const createWords = {
  title: "Créer les campagnes de la rentrée",
  back: "Campagnes",
  lead: {
    before:
      "Cette page prépare les campagnes de l’année et conserve leur code. Le code est attribué par",
    site: (provider: string) => `la page de création de campagne ${ofName(provider)}`,
    after: "\u00a0: créez-y une campagne par niveau, puis collez ici tous les codes.",
  },
  year: (year: string) => `Année scolaire ${year}`,
  noBaseTitle: "La base élèves de cette année n’est pas importée",
  noBase:
    "Les campagnes se préparent pour les niveaux de la base. Importez d’abord la base élèves de l’année.",
  importBase: "Importer la base élèves",
  levelsTitle: "1. Choisir les campagnes de chaque niveau",
  levelsText:
    "Ce que le programme de l’année demande est coché. Une campagne sans code est enregistrée « à compléter ».",
  level: (level: string, isSegpa: boolean) =>
    `${levelNames[level] ?? level}${isSegpa ? " SEGPA" : ""}`,
  size: (pupils: number, divisions: number) =>
    `${count(pupils, "élève", "élèves")}, ${count(divisions, "classe", "classes")}`,
  segpa: "Sans campagne cochée ici, les élèves de SEGPA sont attendus dans celles du niveau.",
  already: (kind: string) => `${kind}\u00a0: déjà préparée`,
  codesTitle: "2. Coller les codes",
  codes: "Codes ou liens",
  codesHint:
    "Un par ligne, avec le niveau quelque part dans la ligne\u00a0: «\u202f6e ABCDEF234\u202f», «\u202fRentrée Seconde https://…\u202f». Les mots «\u202fattestation\u202f», «\u202fIA\u202f», «\u202fcollecte\u202f» et «\u202fSEGPA\u202f» sont compris.",
  kindOfCodes: "Type de campagne des lignes qui ne l’indiquent pas",
  datesTitle: "3. Vérifier les dates",
  datesText: "Sans date officielle, laissez vide ou fixez la vôtre.",
  check: "Vérifier",
  checkAgain: "Vérifier à nouveau",
  previewTitle: "Voici ce qui sera enregistré",
  previewCaption: "Campagnes qui seront enregistrées",
  columns: {
    level: "Niveau",
    kind: "Campagne",
    code: "Code",
    dueOn: "À faire avant le",
    what: "Effet",
  },
  outcomes: { created: "Nouvelle", filled: "Code ajouté", unchanged: "Déjà enregistrée" },
  noCode: "à compléter",
  noDate: "pas de date",
  date: (iso: string) => formatDate(iso),
  doubtful: (line: number, code: string) => `Ligne ${line}, ${code}\u00a0: `,
  doubtfulOther: (code: string) => `${code}\u00a0: `,
  save: (created: number, filled: number) =>
    created > 0
      ? `Créer ${count(created, "campagne", "campagnes")}`
      : `Ajouter ${count(filled, "code", "codes")}`,
  nothing: "Tout est déjà enregistré : il n’y a rien à ajouter.",
  nothingAsked: "Cochez au moins une campagne, ou collez un code.",
  errorsTitle: "Rien n’a été enregistré",
  error: (line: number, message: string) =>
    line > 0 ? `Ligne ${line}\u00a0: ${message}` : message,
  tooMany: "Cette liste dépasse 200 campagnes. Collez-la en deux fois.",
  done: (created: number, filled: number) =>
    [
      created > 0 && count(created, "campagne créée", "campagnes créées"),
      filled > 0 && count(filled, "code ajouté", "codes ajoutés"),
    ]
      .filter(Boolean)
      .join(", ")
      .concat("."),
};
