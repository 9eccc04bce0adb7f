import { shell } from "#words/pages.ts";

/** First in the page for the keyboard: links to the content and to the menu. */
export function SkipLinks({ menu = false }: { menu?: boolean }) {
  return (
    <div className="skips">
      <a className="skip" href="#contenu">
        {shell.skip}
      </a>
      {menu && (
        <a className="skip" href="#menu">
          {shell.skipToMenu}
        </a>
      )}
      <a className="skip" href="#pied">
        {shell.skipToFooter}
      </a>
    </div>
  );
}
