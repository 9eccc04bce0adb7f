import type { ReactNode } from "react";
import { paths } from "../../paths.ts";
import { Mark } from "../../ui/mark.tsx";
import { Footer } from "./footer.tsx";
import { SkipLinks } from "./skip-links.tsx";

/** A page outside any school: the product's name and one column (`wide` for text, `broad` for two columns). */
export function Alone(props: { wide?: boolean; broad?: boolean; children: ReactNode }) {
  const size = props.broad ? " broad" : props.wide ? " wide" : "";
  return (
    <div className={`alone${size}`}>
      <SkipLinks />
      <header>
        <Mark to={paths.home()} />
      </header>
      <main id="contenu" tabIndex={-1}>
        {props.children}
      </main>
      <Footer />
    </div>
  );
}
