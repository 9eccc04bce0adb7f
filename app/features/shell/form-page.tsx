import type { ReactNode } from "react";
import { Form, type FormProps, useNavigation } from "react-router";
import { forms, pageTitle } from "../../i18n/pages.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";

type FieldState = { id: string; errors?: string[] | undefined };

/** What is wrong in the form just sent: in the title of the tab, then first in the page, focused. */
export function FormErrors(props: {
  title: string;
  fields: FieldState[];
  general?: string[] | undefined;
  attempt: unknown;
}) {
  const errors = props.fields.flatMap(({ id, errors }) =>
    (errors ?? []).slice(0, 1).map((text) => ({ id, text })),
  );
  const failed = errors.length > 0 || props.general !== undefined;
  return (
    <>
      <title>{pageTitle(failed ? forms.titleWithError(props.title) : props.title)}</title>
      <ErrorSummary
        title={forms.errorSummary(errors.length)}
        errors={errors}
        general={props.general}
        attempt={props.attempt}
      />
    </>
  );
}

/** A form that leaves once: a second click while it is on its way does nothing. */
export function SendOnce({
  submit,
  submitting,
  quiet,
  children,
  ...form
}: { submit: ReactNode; submitting: string; quiet?: boolean; children?: ReactNode } & Omit<
  FormProps,
  "children"
>) {
  const sending = useNavigation().state !== "idle";
  return (
    <Form
      method="post"
      noValidate
      onSubmit={(event) => {
        if (sending) event.preventDefault();
      }}
      {...form}
    >
      {children}
      <Button type="submit" aria-disabled={sending || undefined} {...(quiet && { quiet })}>
        {sending ? submitting : submit}
      </Button>
    </Form>
  );
}
