import type { ReactNode } from "react";
import { shell } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import {
  Award,
  BookOpen,
  GraduationCap,
  House,
  type IconType,
  ScrollText,
  Send,
  Users,
} from "../../ui/icons.tsx";
import { NavLink } from "../../ui/link.tsx";

type Entry = {
  to: (uai: string) => string;
  label: string;
  icon: IconType;
  adminOnly?: boolean;
  /** Marked as current on this page only, not on the pages below it. */
  end?: boolean;
};

/** The menu of a school, in order: a page is added by one line. */
const ENTRIES: Entry[] = [
  { to: paths.school, label: shell.home, icon: House, end: true },
  { to: (uai) => paths.campaigns(uai), label: shell.campaigns, icon: Send },
  { to: paths.certifications, label: shell.certifications, icon: Award, adminOnly: true },
  { to: paths.pupils, label: shell.pupils, icon: GraduationCap },
  { to: paths.team, label: shell.team, icon: Users },
  { to: paths.journal, label: shell.journal, icon: ScrollText, adminOnly: true },
  { to: paths.documentation, label: shell.documentation, icon: BookOpen },
];

/** The pages of one school that this person may open. */
export function MainNavigation(props: {
  uai: string;
  role: "admin" | "member";
  /** The page holds it twice, and on a phone both are present: each needs its own name. */
  label: string;
  mark?: ReactNode;
}) {
  const shown = ENTRIES.filter(({ adminOnly }) => !adminOnly || props.role === "admin");
  return (
    <nav aria-label={props.label}>
      {props.mark}
      {shown.map(({ to, label, icon: Icon, end = false }) => (
        <NavLink key={label} className="menu-link" to={to(props.uai)} end={end}>
          <Icon size={20} aria-hidden="true" />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
