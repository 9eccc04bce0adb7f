import { count } from "./format.ts";

export const switcher = {
  title: "Changer d’établissement",
  search: "Nom, ville ou UAI",
  found: (schools: number) =>
    schools === 0
      ? "Aucun établissement ne correspond."
      : count(schools, "établissement trouvé", "établissements trouvés"),
  where: (uai: string, city: string) => (city ? `${uai}, ${city}` : uai),
  roles: { admin: "Administrateur", member: "Membre" },
};
