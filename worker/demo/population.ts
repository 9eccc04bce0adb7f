import type { PupilFields } from "../imports/records.ts";
import { ABROAD, BOYS, CITIES, GIRLS, SURNAMES } from "./names.ts";

/** An invented pupil with every field. */
export type DemoPupil = PupilFields & { sex: "M" | "F" };

export type PopulationWish = {
  kind: "college" | "lycee-agricole";
  pupils: number;
  seed: number;
};

export const DEMO_COLLEGE = { kind: "college", pupils: 640, seed: 8088 } as const;
export const DEMO_LYCEE = { kind: "lycee-agricole", pupils: 380, seed: 1234 } as const;

type Level = { name: string; mef: string; age: number; classSize: number };

const LEVELS: Record<PopulationWish["kind"], Level[]> = {
  college: [
    { name: "6E", mef: "10010012110", age: 11, classSize: 27 },
    { name: "5E", mef: "10110001110", age: 12, classSize: 27 },
    { name: "4E", mef: "10210001110", age: 13, classSize: 27 },
    { name: "3E", mef: "10310019110", age: 14, classSize: 27 },
  ],
  "lycee-agricole": [
    { name: "2NDE GT", mef: "20010018110", age: 15, classSize: 30 },
    { name: "1 BAC PRO CGEA", mef: "24721411321", age: 16, classSize: 24 },
    { name: "TLE STAV", mef: "21330010111", age: 17, classSize: 24 },
  ],
};

const LETTERS = "ABCDEFGHJK";
/** Of a hundred pupils, between two school years. */
const MOVE_AWAY = 3;
const ARRIVE_LATER = 4;

/**
 * A school over two years, the same for the same options: last year's pupils (2025-2026) and this year's (2026-2027),
 * after the top level left, the others moved up one, a few moved away and others came.
 */
export function createPopulation(wish: PopulationWish): {
  lastYear: DemoPupil[];
  thisYear: DemoPupil[];
} {
  const draw = createDraw(wish.seed);
  const levels = LEVELS[wish.kind];
  const numbers = { next: 0, seed: wish.seed };
  const perLevel = Math.ceil(wish.pupils / levels.length);
  const newcomer = (level: number, year: number) =>
    createPupil(wish.kind, levels[level], year, draw, numbers);

  const lastYear = levels.flatMap((_, level) =>
    Array.from({ length: levelSize(wish.pupils, perLevel, level) }, () => ({
      level,
      pupil: newcomer(level, 2025),
    })),
  );
  const stayed = lastYear
    .filter(({ level }) => level < levels.length - 1 && draw(100) >= MOVE_AWAY)
    .map(({ level, pupil }) => ({ level: level + 1, pupil }));
  const arrived = levels.flatMap((_, level) => {
    const count = level === 0 ? perLevel + 4 : Math.round((perLevel * ARRIVE_LATER) / 100);
    return Array.from({ length: count }, () => ({ level, pupil: newcomer(level, 2026) }));
  });
  return {
    lastYear: placeInClasses(lastYear, levels),
    thisYear: placeInClasses([...stayed, ...arrived], levels),
  };
}

function levelSize(pupils: number, perLevel: number, level: number): number {
  return Math.max(0, Math.min(perLevel, pupils - perLevel * level));
}

/** Gives each pupil the class and the MEF of its level. */
function placeInClasses(placed: { level: number; pupil: DemoPupil }[], levels: Level[]) {
  return levels.flatMap((level, index) => {
    const here = placed.filter((one) => one.level === index);
    const classes = Math.max(1, Math.ceil(here.length / level.classSize));
    return here.map(({ pupil }, place) => ({
      ...pupil,
      mef: level.mef,
      division: className(level.name, place % classes, classes),
    }));
  });
}

function className(level: string, index: number, classes: number): string {
  if (classes === 1) return level;
  return index < LETTERS.length ? `${level} ${LETTERS[index]}` : `${level} ${index + 1}`;
}

export type Draw = (below: number) => number;

function createPupil(
  kind: PopulationWish["kind"],
  level: Level | undefined,
  year: number,
  draw: Draw,
  numbers: { next: number; seed: number },
): DemoPupil {
  const girl = draw(2) === 0;
  const names = girl ? GIRLS : BOYS;
  const apprentice = kind === "lycee-agricole" && draw(3) === 0;
  const family = pick(SURNAMES, draw);
  const abroad = draw(100) < 8 ? pick(ABROAD, draw) : null;
  const city = pick(CITIES, draw);
  numbers.next += 1;
  return {
    ine: createIne(numbers, apprentice),
    lastName: draw(9) === 0 ? `${family}-${pick(SURNAMES, draw)}` : family,
    usualName: draw(40) === 0 ? pick(SURNAMES, draw) : "",
    firstName: pick(names, draw),
    middleName: draw(2) === 0 ? pick(names, draw) : "",
    thirdName: draw(5) === 0 ? pick(names, draw) : "",
    sex: girl ? "F" : "M",
    birthDate: birthDate(year - (level?.age ?? 11), draw),
    birthCity: abroad ? abroad[1] : "",
    birthCityCode: abroad ? "" : city[1],
    birthDepartment: abroad ? "099" : city[2],
    birthCountry: abroad ? abroad[0] : "100",
    mef: "",
    status: apprentice ? "AP" : "ST",
    division: "",
  };
}

/** Genuine shapes: RNIE (9 digits, 2 letters), BEA (10 digits, 1 letter), INA (4 digits, A, 5 digits, 1 letter). */
function createIne(numbers: { next: number; seed: number }, apprentice: boolean): string {
  const place = String(numbers.next).padStart(6, "0");
  const school = String(numbers.seed % 1000).padStart(3, "0");
  if (apprentice && numbers.next % 2 === 0) return `0${school}A${place.slice(-5)}K`;
  if (numbers.next % 7 === 0) return `0${school}${place}J`;
  return `${school}${place}HC`;
}

function birthDate(year: number, draw: Draw): string {
  const [month, day] = [
    String(draw(12) + 1).padStart(2, "0"),
    String(draw(28) + 1).padStart(2, "0"),
  ];
  return `${year}-${month}-${day}`;
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], draw: Draw): T {
  const found = list[draw(list.length)] ?? list[0];
  if (found === undefined) throw new Error("an empty list");
  return found;
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
