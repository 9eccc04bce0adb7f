export type OtherSchool = {
  uai: string;
  name: string;
  city: string;
  role: "admin" | "member";
};

/** The schools whose name, city or UAI hold every word typed, whatever the accents and the case. */
export function findSchools(schools: OtherSchool[], typed: string): OtherSchool[] {
  const words = plain(typed).split(" ").filter(Boolean);
  if (words.length === 0) return schools;
  return schools.filter(({ uai, name, city }) => {
    const text = plain(`${name} ${city} ${uai}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
