import { accountWords as words } from "#words/accounts.ts";
import { Field } from "../../ui/field.tsx";
import { type FieldState, fieldProps } from "../../ui/field-state.ts";
import { SendOnce } from "../shell/form-page.tsx";

/** The name the others see. */
export function Identity({ form, field }: { form: { id: string }; field: FieldState }) {
  return (
    <section className="card">
      <h2>{words.identity.title}</h2>
      <p className="muted">{words.identity.nameHelp}</p>
      <SendOnce
        id={form.id}
        action="."
        look="quiet"
        submit={words.identity.submit}
        submitting={words.identity.submitting}
      >
        <input type="hidden" name="intent" value="rename" />
        <Field
          label={words.identity.name}
          {...fieldProps(field)}
          type="text"
          autoComplete="name"
          required
        />
      </SendOnce>
    </section>
  );
}

/** The address cannot be changed: it is what invitations are bound to. */
export function Address({ email, verified }: { email: string; verified: boolean }) {
  return (
    <section className="card">
      <h2>{words.address.label}</h2>
      <p className="break">
        {email}{" "}
        <span className={verified ? "tag ok" : "tag warn"}>
          {verified ? words.address.verified : words.address.unverified}
        </span>
      </p>
      {!verified && (
        <>
          <p>{words.address.help}</p>
          <SendOnce
            action="."
            look="quiet"
            submit={words.address.send}
            submitting={words.identity.submitting}
          >
            <input type="hidden" name="intent" value="send-confirmation" />
          </SendOnce>
        </>
      )}
    </section>
  );
}
