import { useId } from "react";
import { Form } from "react-router";
import { team as words } from "#words/team.ts";
import type { ListedMember } from "#worker/team/list-members.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { UrlQuestion } from "../../ui/url-question.tsx";

export type Question =
  | { kind: "change"; member: ListedMember; mine: boolean }
  | { kind: "remove"; member: ListedMember }
  | { kind: "leave" }
  /** The only administrator asked to leave, or to become a member. */
  | { kind: "alone" };

type Asked = Exclude<Question, { kind: "alone" }>;

/** The question in the page's URL (`?modifier=`, `?supprimer=`, `?quitter=`), if this person may answer it. */
export function questionOf(
  query: URLSearchParams,
  members: ListedMember[],
  me: { userId: string; admin: boolean },
): Question | null {
  const administrators = members.filter(({ role }) => role === "admin");
  // A search shows a part of the team only: then the answer is left to the change itself.
  const alone =
    !query.has("recherche") &&
    administrators.length === 1 &&
    administrators[0]?.userId === me.userId;
  if (query.get("quitter") === "oui") return alone ? { kind: "alone" } : { kind: "leave" };
  if (!me.admin) return null;
  const find = (name: string) => members.find(({ userId }) => userId === query.get(name));
  const changed = find("modifier");
  if (changed?.userId === me.userId && alone) return { kind: "alone" };
  if (changed) return { kind: "change", member: changed, mine: changed.userId === me.userId };
  const removed = find("supprimer");
  return removed && removed.userId !== me.userId ? { kind: "remove", member: removed } : null;
}

/** Why the question of the URL cannot be asked: a colleague decided first; null when it can. */
export function lateQuestion(
  query: URLSearchParams,
  members: ListedMember[],
  me: { admin: boolean },
): "NOT_FOUND" | "NOT_ALLOWED" | null {
  const asked = query.get("modifier") ?? query.get("supprimer");
  if (asked === null) return null;
  if (!me.admin) return "NOT_ALLOWED";
  return members.some(({ userId }) => userId === asked) ? null : "NOT_FOUND";
}

/** Asks for confirmation before anything changes. */
export function MemberQuestion(props: { uai: string; school: string; question: Question | null }) {
  const { uai, question } = props;
  const back = paths.team(uai);
  return (
    <UrlQuestion asked={question !== null} title={titleOf(question)} back={back}>
      {question?.kind === "alone" && (
        <>
          <p>{words.refused.LAST_ADMIN}</p>
          <p>{words.alone.text}</p>
          <div className="actions after">
            <ButtonLink to={paths.invite(uai)}>{words.invite}</ButtonLink>
            <ButtonLink to={back} quiet>
              {words.alone.close}
            </ButtonLink>
          </div>
        </>
      )}
      {question && question.kind !== "alone" && (
        <Form method="post" action={back} key={JSON.stringify(question)}>
          <Body question={question} school={props.school} />
          <div className="actions after">
            <Button
              type="submit"
              name="intent"
              value={question.kind}
              look={question.kind === "change" ? "primary" : "danger"}
            >
              {yesOf(question)}
            </Button>
            <ButtonLink to={back} quiet>
              {words.cancel}
            </ButtonLink>
          </div>
        </Form>
      )}
    </UrlQuestion>
  );
}

function titleOf(question: Question | null): string {
  if (question === null) return "";
  if (question.kind === "alone") return words.alone.title;
  if (question.kind === "leave") return words.leaveDialog.title;
  if (question.kind === "remove") return words.removeDialog.title(question.member.name);
  const { mine, title } = words.changeDialog;
  return question.mine ? mine : title(question.member.name);
}

function yesOf(question: Asked): string {
  if (question.kind === "leave") return words.leaveDialog.yes;
  return question.kind === "remove" ? words.removeDialog.yes : words.changeDialog.save;
}

function Body({ question, school }: { question: Asked; school: string }) {
  if (question.kind === "leave") return <p>{words.leaveDialog.text(school)}</p>;
  const { member } = question;
  return (
    <>
      <input type="hidden" name="userId" value={member.userId} />
      {question.kind === "remove" ? (
        <>
          <p>{words.removeDialog.text(member.name)}</p>
          <p>{words.removeDialog.invitations}</p>
        </>
      ) : (
        <>
          <RoleChoice name="role" legend={words.changeDialog.legend} role={member.role} />
          {question.mine && <p>{words.changeDialog.warning}</p>}
        </>
      )}
    </>
  );
}

/** One of the two roles, with what each may do. */
export function RoleChoice(props: { name: string; legend: string; role: "admin" | "member" }) {
  const id = useId();
  return (
    <fieldset className="choice">
      <legend>{props.legend}</legend>
      {(["member", "admin"] as const).map((role) => (
        <div key={role}>
          <label className="check">
            <input
              type="radio"
              name={props.name}
              value={role}
              defaultChecked={role === props.role}
              aria-describedby={`${id}-${role}`}
            />
            {words.roles[role]}
          </label>
          <p id={`${id}-${role}`} className="muted choice-help">
            {words.changeDialog.help[role]}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
