import { shell } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { Link } from "../../ui/link.tsx";
import { Support } from "./support.tsx";

const LINKS = [
  { to: paths.documentation(), label: shell.help },
  { to: paths.guide("contact"), label: shell.contact },
  { to: paths.accessibility(), label: shell.accessibility },
  { to: paths.privacy(), label: shell.privacy },
  { to: paths.legal(), label: shell.legal },
  { to: paths.terms(), label: shell.terms },
];

/** The links that every page must have. */
export function Footer() {
  return (
    <footer className="foot">
      <nav id="pied" tabIndex={-1} aria-label={shell.footer}>
        <ul>
          {LINKS.map(({ to, label }) => (
            <li key={to}>
              <Link to={to}>{label}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <p className="support">
        <Support before={shell.support} />
      </p>
    </footer>
  );
}
