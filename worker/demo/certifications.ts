import { COMPETENCES, globalLevel } from "../certifications/framework.ts";
import { CITIES } from "./names.ts";
import { createDraw, type DemoPupil, type Draw } from "./population.ts";

/** An invented result: the columns of `certification`, with the INE of its pupil (`ine`). */
export type DemoResult = ReturnType<typeof createResult>;

/** Levels whose pupils sit the certification in the demo. */
const CERTIFIED = /^(3E|TLE)\b/;
const CODE_LETTERS = "2346789BCDFGHJKMPQRTVWXY";

/**
 * Last year's results of a demo school, the same for the same school: both versions in its classes
 * « B », a few rejected or cancelled, a few pupils without any, three with two.
 */
export function createResults(
  pupils: DemoPupil[],
  school: { name: string; seed: number },
): DemoResult[] {
  const draw = createDraw(school.seed + 1);
  const sitting = pupils.filter(({ division }) => CERTIFIED.test(division));
  return sitting.flatMap((pupil, place) => {
    const known = { pupil, school, draw };
    const number = school.seed * 1000 + place * 2;
    if (place % 37 === 5) {
      // The first one was cancelled or is older: the second one counts.
      const first = place % 2 === 0 ? "validated" : "cancelled";
      return [
        createResult({ ...known, number, month: 1, status: first }),
        createResult({ ...known, number: number + 1, month: 5, status: "validated" }),
      ];
    }
    if (place % 23 === 11) return [];
    const dice = draw(100);
    const status = dice < 7 ? "rejected" : dice < 11 ? "cancelled" : "validated";
    return [createResult({ ...known, number, month: 3, status })];
  });
}

function createResult(wish: {
  pupil: DemoPupil;
  school: { name: string; seed: number };
  draw: Draw;
  number: number;
  month: number;
  status: "validated" | "rejected" | "cancelled";
}) {
  const { pupil, draw, status } = wish;
  const version = pupil.division.endsWith("B") && draw(3) === 0 ? "v2" : "v3";
  const marks = version === "v2" ? marksOfOld(draw) : marksOfToday(draw);
  const validated = status === "validated";
  const day = String(draw(20) + 5).padStart(2, "0");
  return {
    id: demoId(wish.school.seed, wish.number),
    ine: pupil.ine,
    number: String(wish.number),
    firstName: pupil.firstName,
    lastName: pupil.lastName,
    birthDate: pupil.birthDate,
    birthCity: birthCity(pupil),
    status,
    level: validated && version === "v3" ? (globalLevel(marks.score) ?? "") : "",
    score: validated ? marks.score : status === "rejected" ? 0 : null,
    competences: validated ? marks.levels : COMPETENCES.map(() => null),
    comment: validated
      ? ""
      : status === "rejected"
        ? "Le nombre de réponses données est insuffisant."
        : "Un problème technique a interrompu le test. Une nouvelle session peut être proposée.",
    session: String(70_000 + (wish.school.seed % 100) * 100 + pupil.division.charCodeAt(3)),
    center: wish.school.name,
    takenOn: `2026-0${wish.month}-${day}`,
    deliveredOn: "2026-06-15",
    verificationCode: validated && draw(3) > 0 ? code(draw) : "",
    version,
    division: pupil.division,
  };
}

/** Each competence from its own test; some were not tested. Eight Pix make a level. */
function marksOfOld(draw: Draw): { score: number; levels: Array<number | null> } {
  const levels = COMPETENCES.map(() => (draw(4) === 0 ? null : draw(6)));
  const score = levels.reduce<number>((sum, level) => sum + (level ?? 0) * 8 + (level ? 3 : 0), 0);
  return { score, levels };
}

/** One score; the levels lie around it. */
function marksOfToday(draw: Draw): { score: number; levels: Array<number | null> } {
  const score = 40 + draw(280) + draw(280) + draw(295);
  const around = Math.floor(score / 128);
  const levels = COMPETENCES.map(() =>
    Math.min(7, Math.max(0, around + draw(3) - 1 + (score % 128 > 64 ? 1 : 0))),
  );
  return { score, levels };
}

function birthCity(pupil: DemoPupil): string {
  const known = CITIES.find(([, insee]) => insee === pupil.birthCityCode);
  return known?.[0] ?? pupil.birthCity;
}

function code(draw: Draw): string {
  const letters = Array.from({ length: 8 }, () => CODE_LETTERS[draw(CODE_LETTERS.length)]);
  return `P-${letters.join("")}`;
}

function demoId(seed: number, number: number): string {
  return `00000000-0000-4000-8${String(seed % 1000).padStart(3, "0")}-${String(number).padStart(12, "0")}`;
}
