import { useEffect, useRef } from "react";
import { secondFactorWords } from "#words/accounts.ts";
import { Field } from "../../ui/field.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { FormErrors, SendOnce } from "../shell/form-page.tsx";

const words = secondFactorWords.scan;
const CODE_ID = "code";

/** Shows the secret to scan, and asks for a first code to prove that the authenticator has it. */
export function ScanForm(props: {
  uri: string;
  secret: string;
  size: number;
  path: string;
  error: string | null;
  attempt: unknown;
}) {
  const errors = props.error === null ? undefined : [props.error];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (props.error === null) heading.current?.focus();
  }, [props.error]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <FormErrors title={words.title} fields={[{ id: CODE_ID, errors }]} attempt={props.attempt} />
      <section className="card">
        <ol>
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <QrCode size={props.size} path={props.path} label={words.image} className="square" />
        <p className="break">
          {words.key} : <code>{props.secret}</code>
        </p>
        <SendOnce submit={words.submit} submitting={secondFactorWords.working}>
          <input type="hidden" name="intent" value="confirm" />
          <input type="hidden" name="uri" value={props.uri} />
          <Field
            label={words.code}
            id={CODE_ID}
            name="code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            errors={errors}
          />
        </SendOnce>
      </section>
    </>
  );
}
