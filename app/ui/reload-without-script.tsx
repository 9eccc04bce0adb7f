import { Link } from "react-router";

/** Without JavaScript, a page that shows something under way reloads itself every three seconds. */
export function ReloadWithoutScript({ label }: { label: string }) {
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
      <p>
        <Link to="." reloadDocument>
          {label}
        </Link>
      </p>
    </noscript>
  );
}
