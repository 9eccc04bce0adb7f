// TEMPORARY STUB by the lead: overwrite it.
export type DemoPupil = {
  ine: string;
  lastName: string;
  usualName: string;
  firstName: string;
  middleName: string;
  thirdName: string;
  sex: "M" | "F";
  birthDate: string;
  birthCity: string;
  birthCityCode: string;
  birthDepartment: string;
  birthCountry: string;
  mef: string;
  status: string;
  division: string;
};
export const DEMO_COLLEGE = { kind: "college", pupils: 640, seed: 1 } as const;
export const DEMO_LYCEE = { kind: "lycee-agricole", pupils: 380, seed: 2 } as const;
export function createPopulation(_: { kind: string; pupils: number; seed: number }): {
  lastYear: DemoPupil[];
  thisYear: DemoPupil[];
} {
  return { lastYear: [], thisYear: [] };
}
