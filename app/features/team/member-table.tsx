import { formatDate } from "#words/format.ts";
import { team as words } from "#words/team.ts";
import type { ListedMember } from "#worker/team/list-members.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";
import { Address } from "./address.tsx";

/** The members of one role. Actions are links to a question that the page asks: no script is needed. */
export function MemberTable(props: {
  role: "admin" | "member";
  members: ListedMember[];
  me: { userId: string; admin: boolean };
}) {
  const { me } = props;
  const columns: Array<Column<ListedMember>> = [
    {
      key: "name",
      label: words.columns.name,
      heads: true,
      cell: ({ name, userId }) => (
        <>
          <span className="person">{name}</span>{" "}
          {userId === me.userId && <span className="tag">{words.you}</span>}
        </>
      ),
    },
    {
      key: "email",
      label: words.columns.email,
      cell: ({ email }) => <Address email={email} />,
    },
    { key: "role", label: words.columns.role, cell: ({ role }) => words.roles[role] },
    { key: "since", label: words.columns.since, cell: ({ joinedAt }) => formatDate(joinedAt) },
    {
      key: "seen",
      label: words.columns.seen,
      cell: ({ lastSeenAt }) => (lastSeenAt ? formatDate(lastSeenAt) : words.never),
    },
  ];
  if (me.admin || props.members.some(({ userId }) => userId === me.userId)) {
    columns.push({
      key: "actions",
      label: words.columns.actions,
      screenOnly: true,
      cell: (member) => <Actions member={member} me={me} />,
    });
  }
  return (
    <DataTable
      caption={words.groupCaption(props.role)}
      columns={columns}
      rows={props.members}
      rowKey={({ userId }) => userId}
    />
  );
}

function Actions({ member, me }: { member: ListedMember; me: { userId: string; admin: boolean } }) {
  const mine = member.userId === me.userId;
  if (!me.admin && !mine) return null;
  return (
    <span className="row-actions">
      {me.admin && (
        <Link to={`?modifier=${member.userId}`} preventScrollReset>
          {words.change}
          <span className="hidden-visually">{words.of(member.name)}</span>
        </Link>
      )}
      {mine ? (
        <Link to="?quitter=oui" className="danger" preventScrollReset>
          {words.leave}
        </Link>
      ) : (
        <Link to={`?supprimer=${member.userId}`} className="danger" preventScrollReset>
          {words.remove}
          <span className="hidden-visually"> {member.name}</span>
        </Link>
      )}
    </span>
  );
}
