import type { ReactNode } from "react";
import { shell } from "../../i18n/pages.ts";
import { paths } from "../../paths.ts";
import { Mark } from "../../ui/mark.tsx";

/** A page outside any school: the product's name and one column. */
export function Alone({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "alone wide" : "alone"}>
      <a className="skip" href="#contenu">
        {shell.skip}
      </a>
      <header>
        <Mark to={paths.home()} />
      </header>
      <main id="contenu" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
