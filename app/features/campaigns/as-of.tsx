import { campaignPages as words } from "#words/campaigns-page.ts";
import type { FollowedCampaign } from "#worker/campaigns/view.ts";
import { daysBetween } from "./dates.ts";

/** Older than that, numbers are told to be old while the campaign is open. */
const FRESH_DAYS = 7;

/** Of which moment the numbers are, and from what file they are told. */
export function AsOf({ campaign, today }: { campaign: FollowedCampaign; today: string }) {
  const { asOf, file, state } = campaign;
  if (asOf === null) return <p className="camp-as-of">{words.never}</p>;
  const days = daysBetween(asOf, today);
  const isOld = state === "open" && days > FRESH_DAYS;
  return (
    <p className={isOld ? "camp-as-of old" : "camp-as-of"}>
      {words.asOf(asOf, file)}
      {isOld && words.old(days)}
    </p>
  );
}
