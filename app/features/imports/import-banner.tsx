import { CircleAlert, CircleCheck, LoaderCircle, type LucideIcon } from "lucide-react";
import { Link, useLocation } from "react-router";
import { type Import, isActive } from "#worker/imports/view.ts";
import { banner } from "../../i18n/imports.ts";
import { paths } from "../../paths.ts";
import { useLiveImport } from "./live.tsx";
import { readPercent } from "./progress.ts";

type Told = { tone: "info" | "ok" | "warn" | "bad"; icon: LucideIcon; text: string; link: string };

/**
 * How the newest import goes, on every page of the school: while it runs, then until `since` (ISO).
 * The import page tells the same in full, so it goes without. Nothing personal of the pupils is here.
 */
export function ImportBanner(props: { uai: string; role: "admin" | "member"; since: string }) {
  const newest = useLiveImport();
  const here = useLocation().pathname;
  const page = paths.importPupils(props.uai);
  const told = newest && tellBanner(newest, props.since);
  if (!told || here === page) return null;
  const Icon = told.icon;
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

/** Null when the import ended too long ago, or left nothing worth saying. */
export function tellBanner(one: Import, since: string): Told | null {
  if (isActive(one.status)) {
    const step = one.status === "reading" ? banner.reading(readPercent(one)) : banner[one.status];
    const waits = one.status === "awaiting-confirmation";
    return {
      tone: waits ? "warn" : "info",
      icon: waits ? CircleAlert : LoaderCircle,
      text: banner.active(step),
      link: banner.see,
    };
  }
  const ended = one.finishedAt ?? one.createdAt;
  if (ended < since) return null;
  if (one.status === "done") {
    const text = banner.done(ended, one.createdBy);
    return { tone: "ok", icon: CircleCheck, text, link: banner.result };
  }
  if (one.status === "refused") {
    const text = banner.refused(one.createdAt);
    return { tone: "bad", icon: CircleAlert, text, link: banner.errors };
  }
  if (one.status === "failed") {
    const text = banner.failed(one.createdAt);
    return { tone: "bad", icon: CircleAlert, text, link: banner.see };
  }
  return null;
}
