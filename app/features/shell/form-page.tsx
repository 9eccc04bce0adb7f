import type { ReactNode } from "react";
import { Form, type FormProps, useNavigation } from "react-router";
import { forms, pageTitle } from "#words/pages.ts";
import { Button, type ButtonLook } from "../../ui/button.tsx";
import { ErrorSummary, type FieldErrors } from "../../ui/error-summary.tsx";

/** What is wrong in the form just sent: in the title of the tab, then first in the page, focused. */
export function FormErrors(props: {
  title: string;
  fields: FieldErrors[];
  general?: string[] | undefined;
  refused?: string;
  attempt: unknown;
}) {
  const { title, ...summary } = props;
  const wrong = summary.fields.some(({ errors }) => errors && errors.length > 0);
  const failed = wrong || summary.general !== undefined;
  return (
    <>
      <title>{pageTitle(failed ? forms.titleWithError(title) : title)}</title>
      <ErrorSummary {...summary} />
    </>
  );
}

/** A form that is sent once: a second click while it is being sent does nothing. */
export function SendOnce({
  submit,
  submitting,
  look = "primary",
  children,
  ...form
}: { submit: ReactNode; submitting: string; look?: ButtonLook; children?: ReactNode } & Omit<
  FormProps,
  "children"
>) {
  const sending = useNavigation().formData !== undefined;
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
      <Button type="submit" aria-disabled={sending || undefined} look={look}>
        {sending ? submitting : submit}
      </Button>
    </Form>
  );
}
