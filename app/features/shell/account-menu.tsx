import { Form } from "react-router";
import { shell } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { ChevronsUpDown, LogOut, UserRound } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import type { OtherSchool } from "./find-schools.ts";
import { SchoolSwitcher } from "./school-switcher.tsx";
import { forgetTyped } from "./typed.ts";
import { useDismissal } from "./use-dismissal.ts";

type School = { uai: string; name: string; role: "admin" | "member" };

/** The signed-in person and the school; links to the other schools, and signing out. */
export function AccountMenu(props: { name: string; school: School; schools: OtherSchool[] }) {
  const { school } = props;
  const menu = useDismissal();
  const others = props.schools.filter(({ uai }) => uai !== school.uai);
  return (
    <details className="who" {...menu}>
      <summary>
        <span>
          <b>{props.name}</b>
          <span className="who-school">
            <span className="who-school-name">{school.name}</span> ({school.uai})
          </span>
        </span>
        <ChevronsUpDown size={20} aria-hidden="true" />
        <span className="hidden-visually">{shell.account}</span>
      </summary>
      <div className="who-menu">
        <p className="muted">
          {shell.currentSchool} : {shell.school(school.name, school.uai)},{" "}
          {shell.roles[school.role]}
        </p>
        <SchoolSwitcher schools={others} />
        <Link className="who-link" to={paths.account()}>
          <UserRound size={18} aria-hidden="true" /> {shell.myAccount}
        </Link>
        <Form method="post" action={paths.signOut()} onSubmit={forgetTyped}>
          <button type="submit" className="who-link">
            <LogOut size={18} aria-hidden="true" /> {shell.signOut}
          </button>
        </Form>
      </div>
    </details>
  );
}
