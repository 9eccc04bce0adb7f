import { formatNumber } from "#words/format.ts";
import { team as words } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { NavLink } from "../../ui/link.tsx";

/** Members and invitations, each with its number: for administrators. */
export function TeamTabs(props: { uai: string; members: number; invitations: number }) {
  return (
    <nav className="tabs" aria-label={words.tabs.label}>
      <NavLink to={paths.team(props.uai)} end>
        {words.tabs.members} <b>{formatNumber(props.members)}</b>
      </NavLink>
      <NavLink to={paths.invitations(props.uai)}>
        {words.tabs.invitations} <b>{formatNumber(props.invitations)}</b>
      </NavLink>
    </nav>
  );
}
