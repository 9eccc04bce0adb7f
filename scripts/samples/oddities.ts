/** One `ELEVE` as the builder writes it: attributes start with `@`. */
export type Eleve = { "@ELEVE_ID": string; "@ELENOET": string } & Record<string, unknown>;
/** Code and type (`D` a class, `G` a group) of each structure of a pupil. */
export type ClassesOf = [string, string][];

/** An invented pupil with something unusual; `fields` replace or, when undefined, remove the ordinary ones. */
export function aPupil(
  id: number,
  name: [string, string],
  fields: Record<string, unknown> = {},
  classes: ClassesOf = [["6E A", "D"]],
): { eleve: Eleve; classes: ClassesOf } {
  const all: Eleve = {
    "@ELEVE_ID": String(900_000 + id),
    "@ELENOET": String(90_000 + id),
    ID_NATIONAL: `99${String(id).padStart(7, "0")}HC`,
    NOM_DE_FAMILLE: name[0],
    PRENOM: name[1],
    DATE_NAISS: "14/03/2014",
    CODE_PAYS: "100",
    CODE_COMMUNE_INSEE_NAISS: "80021",
    CODE_DEPARTEMENT_NAISS: "080",
    CODE_SEXE: "2",
    CODE_MEF: "10010012110",
    CODE_STATUT: "ST",
    ...fields,
  };
  return { eleve: withoutUndefined(all), classes };
}

function withoutUndefined(eleve: Eleve): Eleve {
  const kept: Eleve = { "@ELEVE_ID": eleve["@ELEVE_ID"], "@ELENOET": eleve["@ELENOET"] };
  for (const [key, value] of Object.entries(eleve)) if (value !== undefined) kept[key] = value;
  return kept;
}

/** What real exports hold besides ordinary pupils, none of it an error (`docs/domain/import.md` 2). */
export const ODDITIES = [
  aPupil(1, ["AUBERT", "Mila"], { DATE_SORTIE: "30/06/2026" }),
  aPupil(2, ["BARON", "Théo"], { DATE_SORTIE: "01/09/2026", CODE_SEXE: "1" }),
  aPupil(3, ["CORDIER", "Jade"], { DATE_SORTIE: "31/12/2099" }),
  aPupil(4, ["DENIS", "Agathe"], { DATE_SORTIE: "" }),
  aPupil(5, ["FAURE", "Sacha"], { ID_NATIONAL: undefined, CODE_SEXE: "1" }),
  aPupil(6, ["GILLET", "Nina"], { ID_NATIONAL: "" }),
  aPupil(7, ["HUET", "Robin"], { ID_NATIONAL: "PROVISOIRE1", CODE_SEXE: "1" }),
  aPupil(8, ["LACROIX", "Soline"], {}, []),
  aPupil(9, ["MAILLARD", "Elio"], { CODE_SEXE: "1" }, [["LV2 GR1", "G"]]),
  aPupil(10, ["PICARD", "Iris"], {}, [["Inactifs", "D"]]),
  aPupil(11, ["RENARD", "Oscar"], { CODE_SEXE: "1" }, [["61", "D"]]),
  aPupil(12, ["TESSIER", "Flora"], {}, [["6E  SEGPA", "D"]]),
  aPupil(13, ["VIDAL", "Anouk"], { NOM_DE_FAMILLE: { "#cdata": "VIDAL & FILS" } }),
  aPupil(14, ["", "Ulysse"], { NOM_DE_FAMILLE: undefined, NOM: "WEBER", CODE_SEXE: "1" }),
  aPupil(15, ["ROLLAND", "Constance"], {}, [
    ["6E Z", "D"],
    ["6E B", "D"],
  ]),
];

/** Pupils the product must refuse, each for one reason. */
export const MISTAKES = [
  aPupil(21, ["MOREAU", "Lila"], { CODE_SEXE: undefined }, [["5E B", "D"]]),
  aPupil(22, ["GARNIER", "Noé"], { CODE_SEXE: "" }, [["4E C", "D"]]),
  aPupil(23, ["BENALI", "Inès"], { ID_NATIONAL: "990000099HC" }, [["3E D", "D"]]),
  aPupil(24, ["BENALI", "Inès"], { ID_NATIONAL: "990000099HC" }, [["3E A", "D"]]),
  aPupil(25, ["PETIT", "Côme"], { DATE_NAISS: "31/02/2014", CODE_SEXE: "1" }),
  aPupil(26, ["LEFÃ¨VRE", "CÃ©cile"], { CODE_SEXE: "2" }),
  aPupil(27, ["VASSEUR", "Adam"], { CODE_COMMUNE_INSEE_NAISS: undefined, CODE_SEXE: "1" }),
];
