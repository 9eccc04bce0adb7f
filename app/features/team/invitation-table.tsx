import { Form } from "react-router";
import { formatDate, formatMoment } from "#words/format.ts";
import { team, invitations as words } from "#words/team.ts";
import type { ListedInvitation } from "#worker/team/list-invitations.ts";
import { paths } from "../../paths.ts";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Link } from "../../ui/link.tsx";
import { Address } from "./address.tsx";
import { CHOSEN, MANY } from "./choices.ts";

/** The pending invitations. Sending again is one click; cancelling asks for confirmation. */
export function InvitationTable({ uai, rows }: { uai: string; rows: ListedInvitation[] }) {
  const columns: Array<Column<ListedInvitation>> = [
    {
      key: "choice",
      label: words.columns.choice,
      cell: ({ id, email }) => (
        <input
          type="checkbox"
          form={MANY}
          name={CHOSEN}
          value={id}
          aria-label={words.many.choose(email)}
        />
      ),
    },
    {
      key: "email",
      label: words.columns.email,
      heads: true,
      cell: ({ email, purpose }) => (
        <>
          <Address email={email} />
          {purpose === "activation" && (
            <>
              {" "}
              <span className="tag">{words.mailbox}</span>
            </>
          )}
        </>
      ),
    },
    { key: "role", label: words.columns.role, cell: ({ role }) => team.roles[role] },
    {
      key: "sent",
      label: words.columns.sent,
      cell: ({ sentAt, invitedBy }) => (
        <>
          {formatMoment(sentAt)}{" "}
          <span className="under">{invitedBy ? words.by(invitedBy) : words.activation}</span>
        </>
      ),
    },
    {
      key: "expires",
      label: words.columns.expires,
      cell: ({ expiresAt, expired }) =>
        expired ? (
          <span className="tag warn">{words.expiredOn(expiresAt)}</span>
        ) : (
          formatDate(expiresAt)
        ),
    },
    {
      key: "mail",
      label: words.columns.mail,
      cell: ({ mail }) => (
        <span className={mail === "refused" ? "tag bad" : "tag"}>{words.mail[mail ?? "gone"]}</span>
      ),
    },
    {
      key: "actions",
      label: words.columns.actions,
      screenOnly: true,
      cell: (one) => <Actions uai={uai} one={one} />,
    },
  ];
  return (
    <DataTable caption={words.caption} columns={columns} rows={rows} rowKey={({ id }) => id} />
  );
}

function Actions({ uai, one }: { uai: string; one: ListedInvitation }) {
  return (
    <span className="row-actions">
      {one.purpose === "invitation" && (
        <Form method="post" action={paths.invitations(uai)} preventScrollReset>
          <input type="hidden" name="invitationId" value={one.id} />
          <button type="submit" name="intent" value="resend" className="link">
            {words.resend}
            <span className="hidden-visually">{words.of(one.email)}</span>
          </button>
        </Form>
      )}
      <Link to={`?annuler=${one.id}`} className="danger" preventScrollReset>
        {words.cancel}
        <span className="hidden-visually">{words.of(one.email)}</span>
      </Link>
    </span>
  );
}
