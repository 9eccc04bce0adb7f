import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { shell as words } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { Menu } from "../../ui/icons.tsx";
import { Mark } from "../../ui/mark.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { FindField } from "./find-field.tsx";
import type { OtherSchool } from "./find-schools.ts";
import { Footer } from "./footer.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { SkipLinks } from "./skip-links.tsx";
import { useFocusOnNewPage } from "./use-focus-on-new-page.ts";
import { useTyped } from "./use-typed.ts";

/** What stands around every page of a signed-in person: the menu, the person and the school, the footer. */
export function Shell(props: {
  account: string;
  userName: string;
  school: { uai: string; name: string; role: "admin" | "member" };
  schools: OtherSchool[];
  /** Between the header and the page. */
  banner?: ReactNode;
  children: ReactNode;
}) {
  const { account, school, schools, userName, banner, children } = props;
  const { pathname } = useLocation();
  useFocusOnNewPage();
  useTyped(account);
  return (
    <>
      <SkipLinks menu />
      <div className="shell">
        <div className="side" id="menu" tabIndex={-1}>
          <MainNavigation
            {...school}
            label={words.mainNavigation}
            mark={<Mark to={paths.school(school.uai)} />}
          />
        </div>
        <div className="page">
          <header className="top">
            <details className="drawer" key={`drawer ${pathname}`}>
              <summary>
                <Menu size={20} aria-hidden="true" /> {words.menu}
              </summary>
              <div className="drawer-panel">
                <FindField uai={school.uai} inMenu />
                <MainNavigation {...school} label={words.menu} />
              </div>
            </details>
            <FindField uai={school.uai} />
            <AccountMenu key={pathname} name={userName} school={school} schools={schools} />
          </header>
          {banner}
          <main id="contenu" tabIndex={-1}>
            {children}
          </main>
          <Footer />
        </div>
      </div>
    </>
  );
}
