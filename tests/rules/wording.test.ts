import { expect, test } from "vitest";
import { isTest, readTree, visit } from "./sources.ts";

type Habit = {
  /** What to write instead. */
  instead: string;
  pattern: RegExp;
  /** A sentence we once had: the pattern must catch it. */
  once: string;
  /** Texts where the same words mean something else. */
  fine?: string[];
};

/** The habits that a reading of the whole catalogue found, and that must not come back. */
const HABITS: Habit[] = [
  {
    instead: "e-mail, as the training deck says",
    pattern: /\bmessages?\b/i,
    once: "Aucun message pour l’instant.",
    fine: [
      "Dans l’ENT, le cahier de textes ou un message aux familles.",
      "Un message avec un code, comme R11 ou S51",
      "Message affiché par la page d’import",
    ],
  },
  {
    instead: "incorrect, correct",
    pattern: /\b(?:faux|fausses?)\b|\bjustes?\b|n’est pas l[ea] bon/i,
    once: "Trop de codes faux à la suite.",
  },
  { instead: "altérer, endommager", pattern: /abîm/i, once: "L’enregistrer de nouveau l’abîme." },
  {
    instead:
      "« Ce lien est valable … et ne peut être utilisé qu’une fois. », « a déjà été utilisé »",
    pattern: /\bsert (?:une seule fois|pendant)|\bne ser(?:t|vira) plus|\ba déjà servi/i,
    once: "Ce lien sert une seule fois, pendant 7 jours.",
  },
  {
    instead: "envoyé, for a mail",
    pattern:
      /(?:e-mails?|liens?|invitations?|relances?|aucune?)\b[^.]{0,30} part(?:ie?s?|ira|iront)\b/i,
    once: "Aucun e-mail n’est parti.",
  },
  {
    instead: "a été modifié: the past for what was done",
    pattern:
      /(?:^|\. )(?:Votre|Vos|Le|La|Les|L’\S+|Rien n’)[^.:]{0,60}?\b(?:est|sont) (?:enregistré|changé|modifié|annulé|retiré|ajouté|effacé|rétabli)e?s?(?=[.,]| et |\s?:|$)/,
    once: "Votre mot de passe est changé et toutes vos sessions sont fermées.",
  },
  {
    instead: "saisissez, indiquez",
    pattern: /\b(?:donnez|entrez|tapez)\b/i,
    once: "Donnez leur code, puis recommencez.",
    fine: ["Commencez à taper"],
  },
  {
    instead: "connecté(e), invité(e), for the reader",
    pattern: /\bvous (?:vous )?êtes \S*é(?=[\s.,:]|$)|\bvous a \S*é(?=[\s.,:]|$)/i,
    once: "Les appareils où vous êtes connecté.",
  },
  {
    instead: "l’espace, for what a person has access to",
    pattern: /(?:rejoint|quitté) l’établissement|membres? de (?:l’|cet )établissement/i,
    once: "Camille a quitté l’établissement.",
    fine: ["A quitté l’établissement"],
  },
  {
    instead: "à nouveau",
    pattern: /\bde nouveau\b/i,
    once: "Déposez-le de nouveau.",
  },
  {
    instead: "scannez, QR code",
    pattern: /\bvisez\b|code QR/i,
    once: "Visez ce carré avec l’appareil photo.",
  },
  {
    instead: "a name, or a plain noun",
    pattern: /qui a fait quoi|quelqu’un|tout le monde|emporte[rz]|après coup|rien n’est perdu/i,
    once: "Qui a fait quoi dans l’espace.",
  },
  {
    instead: "« à rattacher », the one name of this state",
    pattern: /(?:résultats?|lignes?)\b[^.]{0,20} (?:attend(?:ent)?|en attente)\b/i,
    once: "1 résultat attend votre choix",
  },
  {
    instead: "« en attente de confirmation », the one name of this state",
    pattern: /import\b[^.]{0,30} attend\b|\bÀ confirmer\b(?! »)/,
    once: "Un import attend votre décision",
    fine: ["À confirmer"],
  },
];

/** Names after which French elides or contracts are built by `ofName`, or are between guillemets. */
const OPEN_JOINT = /(?:^|[\s’])(?:de|du|que|jusque) $/;
const CLOSED =
  /^(?:day$|email$|end\.email$|mail\.on$|count|format\w+|quoted|ofCampaign|invited|Math|Number|scoreWords)\b|uai|year|Year|line|limit|total|rows|shown|active|before|after|found|many|most|pages|\bdivision\b/;

test("the catalogue keeps none of the habits that a reading found", () => {
  const found = texts().flatMap(([path, text]) =>
    HABITS.flatMap((habit) => (breaks(habit, text) ? [`${path}: ${text} → ${habit.instead}`] : [])),
  );
  expect(found).toEqual([]);
});

test.each(HABITS.map((habit) => [habit.instead, habit] as const))(
  "the rule of « %s » sees the old sentence",
  (_, habit) => {
    expect(breaks(habit, habit.once)).toBe(true);
  },
);

test("no sentence joins « de » to a name by itself", () => {
  const found = [...readTree(["words"])].flatMap(([path, text]) =>
    isTest(path) || path === "words/names.ts" ? [] : findJoints(path, text),
  );
  expect(found).toEqual([]);
});

test("the rule sees a name after « de », and lets a date through", () => {
  const see = (text: string) => findJoints("a.ts", `const a = \`${text.replaceAll("@", "$")}\`;`);
  expect(see("Le rôle de @{name}")).toHaveLength(1);
  expect(see("plus de @{count(n, a, b)} et @{ofName(name)}")).toEqual([]);
});

function breaks({ pattern, fine = [] }: Habit, text: string): boolean {
  return pattern.test(fine.reduce((left, words) => left.replaceAll(words, ""), text));
}

/** Every text of the catalogue; the holes of a template are written "X". */
function texts(): Array<[string, string]> {
  return [...readTree(["words"])].flatMap(([path, text]) => {
    // The page of the components is for those who write pages.
    if (isTest(path) || path === "words/pieces.ts") return [];
    const found: Array<[string, string]> = [];
    const keys = new Set<unknown>();
    visit(path, text, {
      Property: ({ key }) => keys.add(key),
      Literal: (node) => {
        if (typeof node.value === "string" && !keys.has(node)) {
          found.push([path, plain(node.value)]);
        }
      },
      TemplateLiteral: ({ quasis }) => {
        found.push([path, plain(quasis.map(({ value }) => value.cooked ?? "").join("X"))]);
      },
    });
    return found;
  });
}

function findJoints(path: string, text: string): string[] {
  const found: string[] = [];
  visit(path, text, {
    TemplateLiteral: ({ quasis, expressions }) => {
      expressions.forEach(({ start, end }, index) => {
        const before = quasis[index]?.value.cooked ?? "";
        const hole = text.slice(start, end);
        if (OPEN_JOINT.test(before) && !CLOSED.test(hole)) {
          found.push(`${path}: ${before}\${${hole}}`);
        }
      });
    },
  });
  return found;
}

/** The sentence with plain spaces. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}
