/** Two ways to print the attestations of a class: alone, or after a sheet that each pupil signs. */
export const EDITIONS = ["simple", "ceremonie"] as const;
export type Edition = (typeof EDITIONS)[number];

/**
 * What each pupil receives: the statement with all its details (the only one at first), the attestation to hand over
 * on stage, or that one with the statement as its annex.
 */
export const LAYOUTS = ["releve", "remise", "remise-releve"] as const;
export type Layout = (typeof LAYOUTS)[number];

export function readLayout(raw: string | null | undefined): Layout {
  return LAYOUTS.find((one) => one === raw) ?? "releve";
}
