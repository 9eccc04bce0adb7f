import { CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { Link, useLocation } from "react-router";
import { banner } from "#words/import-banner.ts";
import { paths } from "../../paths.ts";
import { useLiveImport } from "./live.tsx";
import { tellBanner } from "./tell-banner.ts";

const ICONS = { info: LoaderCircle, ok: CircleCheck, warn: CircleAlert, bad: CircleAlert };

/**
 * The state of the newest import, on every page of the school: while it runs, then until `since` (ISO). The import page
 * shows it in full, so it has no banner. It holds no personal data of pupils.
 */
export function ImportBanner(props: { uai: string; role: "admin" | "member"; since: string }) {
  const newest = useLiveImport();
  const here = useLocation().pathname;
  const page = paths.importPupils(props.uai);
  const told = newest && tellBanner(newest, props.since);
  if (!told || here === page) return null;
  const Icon = ICONS[told.tone];
  return (
    <aside className={`banner ${told.tone}`} aria-label={banner.label}>
      <Icon size={20} aria-hidden="true" {...(told.tone === "info" && { className: "spin" })} />
      <span className="banner-text">{told.text}</span>
      {props.role === "admin" && (
        <Link to={page} className="banner-link">
          {told.link}
        </Link>
      )}
    </aside>
  );
}
