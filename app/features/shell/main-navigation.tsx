import { BookOpen, GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { shell } from "../../i18n/pages.ts";
import { paths } from "../../paths.ts";

/** The pages of one school that exist today. */
export function MainNavigation({ uai, mark }: { uai: string; mark?: ReactNode }) {
  return (
    <nav aria-label={shell.mainNavigation}>
      {mark}
      <NavLink className="menu-link" to={paths.pupils(uai)}>
        <GraduationCap size={20} aria-hidden="true" />
        {shell.pupils}
      </NavLink>
      <NavLink className="menu-link" to={paths.documentation()}>
        <BookOpen size={20} aria-hidden="true" />
        {shell.documentation}
      </NavLink>
    </nav>
  );
}
