import { shell } from "#words/pages.ts";
import { Link } from "../../ui/link.tsx";

/** Leads a visitor from a form to the page of the documentation about it. */
export function HelpLine({ to, label }: { to: string; label: string }) {
  return (
    <p>
      {shell.needHelp} <Link to={to}>{label}</Link>
    </p>
  );
}
