import { Form, useNavigation } from "react-router";
import { joining } from "#words/joining.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { OpenView } from "./join-view.ts";

const words = joining.signedIn;
type Account = NonNullable<OpenView["account"]>;

/** One click for a signed-in person, or what prevents it and how to solve that. */
export function SignedInPanel(props: {
  view: OpenView;
  account: Account;
  /** Why the last click did nothing. */
  problem: string | undefined;
}) {
  const { name, email } = props.account;
  return (
    <section className="card" aria-labelledby="compte-titre">
      <h2 id="compte-titre">{words.title}</h2>
      {props.problem && (
        <Notice tone="bad" focused key={props.problem}>
          <p>{props.problem}</p>
        </Notice>
      )}
      <p>{words.as(name, email)}</p>
      <Choice view={props.view} account={props.account} />
      <Form method="post" className="after">
        <Button type="submit" quiet name="intent" value="other-account">
          {words.other}
        </Button>
      </Form>
    </section>
  );
}

function Choice({ view, account }: { view: OpenView; account: Account }) {
  const sending = useNavigation().formData?.get("intent") === "join";
  const { standing } = account;
  const invited = view.invited ?? "";
  if (standing.kind === "unverified") {
    return (
      <>
        <h3>{words.unverifiedTitle}</h3>
        <p>{words.unverified(account.email)}</p>
        <p>
          <Link to={paths.account()}>{words.account}</Link>
        </p>
      </>
    );
  }
  if (standing.kind === "not-for-you") {
    return (
      <>
        <p>{words.already(standing.today)}</p>
        <p>{words.notForYou(invited)}</p>
        <p>
          <ButtonLink to={paths.school(view.school.uai)}>{words.open}</ButtonLink>
        </p>
      </>
    );
  }
  const member = standing.kind === "member";
  return (
    <Form method="post">
      {member && <p>{words.already(standing.today)}</p>}
      {!member && standing.today && <p>{words.raised(standing.today)}</p>}
      {!member && standing.confirm && (
        <label className="check">
          <input type="checkbox" name="confirmed" required />
          {words.confirm(invited, account.email)}
        </label>
      )}
      <Button type="submit" name="intent" value="join" aria-disabled={sending || undefined}>
        {sending ? words.joining : member ? words.open : words.join}
      </Button>
    </Form>
  );
}
