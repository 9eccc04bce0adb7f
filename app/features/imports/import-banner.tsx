import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { closing } from "#words/closing.ts";
import { banner } from "#words/import-banner.ts";
import { paths } from "../../paths.ts";
import { CircleAlert, CircleCheck, LoaderCircle, X } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { keep, readKept } from "../../ui/use-kept.ts";
import { writeBanner } from "./banner-text.ts";
import { useLiveImport } from "./live.tsx";

const ICONS = { info: LoaderCircle, ok: CircleCheck, warn: CircleAlert, bad: CircleAlert };

/**
 * The state of the newest import, on every page of the school: while it runs, then until `since` (ISO). The import page
 * shows it in full, so it has no banner. It holds no personal data of pupils.
 */
export function ImportBanner(props: { uai: string; role: "admin" | "member"; since: string }) {
  const newest = useLiveImport();
  const here = useLocation().pathname;
  const page = paths.importPupils(props.uai);
  const message = newest && writeBanner(newest, props.since);
  // What runs or waits is never closed; what ended is, until the next change.
  const state = newest && message?.tone === "ok" ? `${newest.id} ${newest.status}` : null;
  const key = `bandeau-import ${props.uai}`;
  const [closed, setClosed] = useState<string | null>(null);
  useEffect(() => setClosed(readKept(key)), [key]);
  if (!message || here === page || (state !== null && closed === state)) return null;
  const close = () => {
    keep(key, state);
    setClosed(state);
  };
  const Icon = ICONS[message.tone];
  return (
    <aside className={`banner ${message.tone}`} aria-label={banner.label}>
      <Icon size={20} aria-hidden="true" {...(message.tone === "info" && { className: "spin" })} />
      <span className="banner-text">{message.text}</span>
      {props.role === "admin" && (
        <Link to={page} className="banner-link">
          {message.link}
        </Link>
      )}
      {state !== null && (
        <button type="button" className="close needs-js" aria-label={closing.close} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </aside>
  );
}
