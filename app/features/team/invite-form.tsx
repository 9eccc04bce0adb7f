import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form, useNavigation } from "react-router";
import { inviting as words } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Notice } from "../../ui/notice.tsx";
import { RoleChoice } from "./member-question.tsx";

type Fields = { emails: string; role: "admin" | "member" };

/** Many addresses and one role. `outside` lists the addresses of other domains, to confirm before anything is sent. */
export function InviteForm(props: {
  uai: string;
  result: SubmissionResult<string[]> | null;
  outside: string[];
  /** The addresses of the last report that must be corrected. */
  toCorrect: string;
}) {
  const { outside } = props;
  const [form, fields] = useForm<Fields>({
    lastResult: props.result,
    defaultValue: { emails: props.toCorrect, role: "member" },
  });
  const sending = useNavigation().state === "submitting";
  const { emails, role } = fields;
  const described = [`${emails.id}-hint`, emails.errors && `${emails.id}-error`];
  return (
    <Form method="post" id={form.id} className="card" noValidate>
      <ErrorSummary fields={[emails, role]} attempt={props.result} />
      {outside.length > 0 && <OutsideQuestion outside={outside} />}
      <p className="muted">{words.warning}</p>
      <div className="field">
        <label htmlFor={emails.id}>{words.emails}</label>
        <p id={`${emails.id}-hint`} className="muted">
          {words.emailsHint}
        </p>
        <textarea
          id={emails.id}
          name={emails.name}
          rows={5}
          required
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={emails.initialValue}
          aria-invalid={emails.errors ? true : undefined}
          aria-describedby={described.filter(Boolean).join(" ")}
        />
        {emails.errors && (
          <p id={`${emails.id}-error`} className="field-error">
            {emails.errors[0]}
          </p>
        )}
      </div>
      <div id={role.id}>
        <RoleChoice
          name={role.name}
          legend={words.role}
          role={role.initialValue === "admin" ? "admin" : "member"}
        />
      </div>
      <div className="actions after">
        <Button type="submit" aria-disabled={sending || undefined}>
          {sending ? words.submitting : words.submit}
        </Button>
        <ButtonLink to={paths.team(props.uai)} quiet>
          {words.cancel}
        </ButtonLink>
      </div>
    </Form>
  );
}

/** Its button sends the same form, with the confirmed addresses. */
function OutsideQuestion({ outside }: { outside: string[] }) {
  return (
    <Notice tone="warn" focused key={outside.join()}>
      <h2>{words.question.title}</h2>
      <p>{words.question.text}</p>
      <ul>
        {outside.map((email) => (
          <li key={email}>{email}</li>
        ))}
      </ul>
      <p>
        <Button type="submit" name="confirmed" value={outside.join(",")}>
          {words.question.yes}
        </Button>
      </p>
      <p>{words.question.no}</p>
    </Notice>
  );
}
