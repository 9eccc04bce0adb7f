import { secondFactorWords as words } from "#words/accounts.ts";
import type { ButtonLook } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { FormErrors, SendOnce } from "../shell/form-page.tsx";
import { PasswordField } from "./password-field.tsx";

type Intent = "begin" | "renew" | "disable";
const LOOKS: Record<Intent, ButtonLook> = { begin: "primary", renew: "danger", disable: "danger" };
/** The form that was sent and refused. */
type Asked = { intent: Intent; error: string } | null;

/** The second factor is off: what it is, and the button that starts it. */
export function TurnedOff({ asked, verified }: { asked: Asked; verified: boolean }) {
  return (
    <>
      <Head asked={asked} />
      <section className="card">
        <p>{words.what}</p>
        <p>{words.needed}</p>
        {verified ? (
          <PasswordForm intent="begin" asked={asked} submit={words.begin} />
        ) : (
          <Notice tone="warn">
            <p>{words.unverified}</p>
          </Notice>
        )}
      </section>
    </>
  );
}

/** The second factor is on: new recovery codes, or turning it off. */
export function TurnedOn({ codesLeft, asked }: { codesLeft: number; asked: Asked }) {
  return (
    <>
      <Head asked={asked} />
      <p>
        {words.on} {words.left(codesLeft)}
      </p>
      <section className="card">
        <h2>{words.renew.title}</h2>
        <p>{words.renew.text}</p>
        <PasswordForm intent="renew" asked={asked} submit={words.renew.submit} />
      </section>
      <section className="card">
        <h2>{words.disable.title}</h2>
        <p>{words.disable.text}</p>
        <PasswordForm intent="disable" asked={asked} submit={words.disable.submit} />
      </section>
    </>
  );
}

function Head({ asked }: { asked: Asked }) {
  const fields = asked ? [{ id: fieldId(asked.intent), errors: [asked.error] }] : [];
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors title={words.title} fields={fields} attempt={asked} />
    </>
  );
}

function PasswordForm(props: { intent: Intent; asked: Asked; submit: string }) {
  const { intent, asked } = props;
  return (
    <SendOnce submit={props.submit} submitting={words.working} look={LOOKS[intent]}>
      <input type="hidden" name="intent" value={intent} />
      <PasswordField
        label={words.password}
        id={fieldId(intent)}
        name="password"
        required
        errors={asked?.intent === intent ? [asked.error] : undefined}
      />
    </SendOnce>
  );
}

function fieldId(intent: Intent): string {
  return `${intent}-password`;
}
