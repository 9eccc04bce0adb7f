/** Two ways to print the attestations of a class: alone, or after a sheet that each pupil signs. */
export const EDITIONS = ["simple", "ceremonie"] as const;
export type Edition = (typeof EDITIONS)[number];
