import type { CampaignKind } from "../campaigns/view.ts";
import type { YearLevel } from "../pupils/level.ts";

export type DemoCampaign = {
  id: string;
  kind: CampaignKind;
  level: YearLevel;
  /** `ID Campagne` of its results file. */
  externalId: string;
  code: string | null;
  /** ISO date. */
  dueOn: string | null;
};

const NUMBERS = { lastYear: "c1", thisYear: "c2" };

function aCampaign(
  year: keyof typeof NUMBERS,
  place: number,
  fields: Omit<DemoCampaign, "id" | "externalId">,
) {
  const number = `${NUMBERS[year]}${String(place).padStart(2, "0")}`;
  return {
    ...fields,
    id: `00000000-0000-4000-8000-00000000${number}`,
    externalId: String((year === "lastYear" ? 24_100 : 38_200) + place),
  };
}

const DUE = { lastYear: "2025-10-17", thisYear: "2026-10-16" };

/**
 * The campaigns of the demo college: last year's, archived, and this year's, of which one has no code yet. The codes
 * are invented, and the same as in the sample results files.
 */
export const DEMO_CAMPAIGNS: { lastYear: DemoCampaign[]; thisYear: DemoCampaign[] } = {
  lastYear: (["6e", "5e", "4e", "3e"] as const).map((level, place) =>
    aCampaign("lastYear", place + 1, {
      ...{ kind: "rentree", level, dueOn: DUE.lastYear },
      code: ["DMRNTA225", "DMRNTB225", "DMRNTC225", "DMRNTD225"][place] ?? null,
    }),
  ),
  thisYear: [
    { kind: "rentree" as const, level: "6e" as const, code: "DMRNTA226", dueOn: DUE.thisYear },
    { kind: "rentree" as const, level: "5e" as const, code: "DMRNTB226", dueOn: DUE.thisYear },
    { kind: "rentree" as const, level: "4e" as const, code: "DMRNTC226", dueOn: DUE.thisYear },
    { kind: "rentree" as const, level: "3e" as const, code: "DMRNTD226", dueOn: DUE.thisYear },
    { kind: "attestation-6e" as const, level: "6e" as const, code: null, dueOn: "2027-06-30" },
    { kind: "collecte" as const, level: "3e" as const, code: "DMCLTD226", dueOn: null },
  ].map((fields, place) => aCampaign("thisYear", place + 1, fields)),
};
