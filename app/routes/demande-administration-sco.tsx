import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, Form, redirect, useNavigation } from "react-router";
import { activation as words } from "#words/joining.ts";
import { inTime } from "#words/waits.ts";
import { networkOf } from "#worker/accounts/place.ts";
import { requestActivation } from "#worker/team/request-activation.ts";
import { getEnv } from "../context.ts";
import { retryLater, sendRetryAfter } from "../features/accounts/retry.server.ts";
import { Alone } from "../features/shell/alone.tsx";
import { FormErrors } from "../features/shell/form-page.tsx";
import { HelpLine } from "../features/shell/help-line.tsx";
import { ActivationForm } from "../features/team/activation-form.server.ts";
import { UaiField } from "../features/team/uai-field.tsx";
import { readForm } from "../form.server.ts";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { fieldProps } from "../ui/field-state.ts";
import { ArrowLeft } from "../ui/icons.tsx";
import { Link } from "../ui/link.tsx";
import type { Route } from "./+types/demande-administration-sco.ts";

type Fields = { uai: string; firstName: string; lastName: string };

export async function action({ request, context }: Route.ActionArgs) {
  const submission = parseWithZod(readForm(context), { schema: ActivationForm });
  if (submission.status !== "success") return data(submission.reply(), { status: 400 });
  const { uai, firstName, lastName } = submission.value;
  const asked = await requestActivation(getEnv(context), {
    uai,
    askedBy: `${firstName} ${lastName}`,
    network: networkOf(request),
    now: Date.now(),
  });
  if (!asked.ok) {
    const formErrors = [words.refused[asked.reason](uai, inTime(asked.waitMs))];
    return data(submission.reply({ formErrors }), retryLater(429, asked.waitMs));
  }
  throw redirect(paths.activationSent(uai, submission.value.seen === uai), 303);
}

export const headers = sendRetryAfter;

export default function Activation({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<Fields>({ lastResult: actionData ?? null });
  const sending = useNavigation().formData !== undefined;
  const { uai, firstName, lastName } = fields;
  return (
    <Alone>
      <h1 tabIndex={-1}>{words.title}</h1>
      <FormErrors
        title={words.title}
        fields={[uai, firstName, lastName]}
        general={form.errors}
        attempt={actionData}
      />
      <p className="audience">{words.audience}</p>
      <p>{words.intro}</p>
      <Form method="post" id={form.id} className="card" noValidate>
        <p className="muted">{words.allRequired}</p>
        <UaiField field={uai} />
        <Field
          label={words.firstName}
          {...fieldProps(firstName)}
          autoComplete="given-name"
          required
        />
        <Field
          label={words.lastName}
          {...fieldProps(lastName)}
          autoComplete="family-name"
          required
        />
        <Button type="submit" aria-disabled={sending || undefined}>
          {sending ? words.submitting : words.submit}
        </Button>
        <p className="muted after">{words.privacy}</p>
      </Form>
      <p className="muted">{words.recovery}</p>
      <HelpLine to={paths.guide("activer")} label={words.help} />
      <Link to={paths.signIn()} className="back">
        <ArrowLeft size={16} aria-hidden="true" /> {words.back}
      </Link>
    </Alone>
  );
}
