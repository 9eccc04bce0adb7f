import { useEffect, useState } from "react";
import { deckBanner as words } from "#words/home.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";
import { keep, readKept } from "../../ui/use-kept.ts";

/**
 * The sentence of Pix's training slides about the start of the year. Its actions are links for people allowed to do
 * them. Closed once, it stays closed in this browser.
 */
export function StartOfYearBanner({ uai, isAdmin }: { uai: string; isAdmin: boolean }) {
  const [closed, setClosed] = useState(false);
  const key = `bandeau-rentree ${uai}`;
  useEffect(() => setClosed(readKept(key) !== null), [key]);
  if (closed) return null;
  const close = () => {
    keep(key, "ferme");
    setClosed(true);
  };
  return (
    <Notice onClose={close}>
      <p>
        {words.start}{" "}
        {isAdmin ? <Link to={paths.certifications(uai)}>{words.results}</Link> : words.results}{" "}
        {words.and}{" "}
        {isAdmin ? <Link to={paths.importPupils(uai)}>{words.import}</Link> : words.import}
        {words.so}{" "}
        <Link to={isAdmin ? paths.createCampaigns(uai) : paths.campaigns(uai)}>
          {words.campaigns}
        </Link>
        {words.end} <Link to={paths.guide("rentree")}>{words.more}</Link>
      </p>
    </Notice>
  );
}
