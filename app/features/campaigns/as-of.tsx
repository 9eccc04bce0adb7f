import { campaignPages as words } from "#words/campaigns-page.ts";
import type { FollowedCampaign } from "#worker/campaigns/view.ts";
import { daysBetween } from "./dates.ts";

/** Beyond this age, the page says that the numbers of an open campaign are old. */
const FRESH_DAYS = 7;

/** The date of the numbers, and the file they come from. */
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
