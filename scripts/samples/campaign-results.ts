import {
  type CampaignEra,
  type CampaignFileKind,
  type CampaignFileLine,
  campaignFileText,
} from "#tests/support/campaign-file.ts";
import { campaignName } from "#words/campaigns.ts";
import { DEMO_CAMPAIGNS } from "#worker/demo/campaigns.ts";
import { createDraw, createPopulation, DEMO_COLLEGE, type Draw } from "#worker/demo/population.ts";
import { levelOf } from "#worker/pupils/level.ts";

export type CampaignSample = {
  era: CampaignEra;
  of: CampaignFileKind;
  /** Of the demo college. */
  level: "6e" | "5e" | "4e" | "3e";
  seed: number;
};

/**
 * A results file as the provider writes it, of the pupils that this year's sample adds to the demo college: one class
 * that has not begun, pupils in every state, some lines of a second attempt, and lines that match no pupil with
 * certainty.
 */
export function campaignResults({ era, of, level, seed }: CampaignSample): Uint8Array {
  const draw = createDraw(seed);
  const pupils = createPopulation(DEMO_COLLEGE).thisYear.filter(
    ({ mef }) => levelOf(mef) === level,
  );
  const classes = [...new Set(pupils.map(({ division }) => division))].sort();
  const late = classes.at(-1);
  const kind = of === "collection" ? "collecte" : "rentree";
  const campaign = DEMO_CAMPAIGNS.thisYear.find((one) => one.kind === kind && one.level === level);
  const lines = pupils
    .filter(({ division }) => division !== late)
    .flatMap((pupil): CampaignFileLine[] => {
      const named = {
        lastName: pupil.lastName,
        firstName: pupil.firstName,
        division: pupil.division,
      };
      const fate = draw(100);
      if (fate < 12) return [];
      const day = 7 + draw(24);
      const begun = { ...named, startedOn: momentOf(era, day, draw), progress: "0,4" };
      if (fate < 22) return [begun];
      if (fate < 32) return [{ ...begun, progress: "1" }];
      const sentOn = momentOf(era, day + 1, draw);
      const sent = { ...begun, shared: true, sharedOn: sentOn, ...valuesOf(draw) };
      return fate < 38 ? [begun, sent] : [sent];
    });
  const namesakes = (line: CampaignFileLine) =>
    pupils.filter(
      ({ lastName, firstName }) => lastName === line.lastName && firstName === line.firstName,
    );
  const [one, other] = lines.filter((line) => namesakes(line).length === 1);
  const unsure: CampaignFileLine[] = [
    // A teacher who tried the test, a pupil of another class, and a person who is not in the base.
    {
      lastName: "PROFESSEUR",
      firstName: "Essai",
      division: classes[0] ?? "",
      startedOn: momentOf(era, 6, draw),
    },
    ...(one
      ? [
          {
            ...one,
            division: classes.find((each) => each !== one.division) ?? "",
            startedOn: momentOf(era, 9, draw),
          },
        ]
      : []),
    ...(other
      ? [{ ...other, firstName: `${other.firstName}tte`, startedOn: momentOf(era, 9, draw) }]
      : []),
  ];
  const text = campaignFileText([...lines, ...unsure], {
    ...{ era, kind: of, name: campaignName({ kind, level, variant: "" }) },
    code: campaign?.code ?? "DMEXMA226",
    externalId: campaign?.externalId ?? "38299",
    school: "Collège Jean Demo",
  });
  return new TextEncoder().encode(text);
}

function valuesOf(draw: Draw) {
  return { mastery: `0,${String(20 + draw(80))}`, pix: String(40 + draw(300)) };
}

/** A day of September or October 2026, counted from 1 September, in the date format of the era. */
function momentOf(era: CampaignEra, day: number, draw: Draw): string {
  const at = new Date(Date.UTC(2026, 8, day, 7 + draw(9), draw(60)));
  const iso = at.toISOString();
  if (era === "2024") return iso;
  const [date = "", time = ""] = iso.split("T");
  if (era !== "2026") return date;
  return `${date.split("-").reverse().join("/")} ${time.slice(0, 5)}`;
}
