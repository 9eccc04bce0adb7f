import { ArrowLeft } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";

/** The link to the page above, before the title, on pages outside any school. */
export function BackLink({ to, label }: { to: string; label: string }) {
  return (
    <Link to={to} className="back">
      <ArrowLeft size={16} aria-hidden="true" /> {label}
    </Link>
  );
}
