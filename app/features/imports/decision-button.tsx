import { Form, useNavigation } from "react-router";
import { Button, type ButtonLook } from "../../ui/button.tsx";
import type { IconType } from "../../ui/icons.tsx";

export type DecisionIntent = "confirm" | "cancel" | "undo" | "retry";

/** One decision about one import: a form of its own, so that it works without JavaScript. */
export function DecisionButton(props: {
  importId: string;
  intent: DecisionIntent;
  label: string;
  quiet?: boolean;
  look?: ButtonLook;
  icon?: IconType;
  onSubmit?: () => void;
}) {
  const sending = useNavigation().formData?.get("intent") === props.intent;
  return (
    <Form method="post" preventScrollReset onSubmit={props.onSubmit}>
      <input type="hidden" name="importId" value={props.importId} />
      <Button
        type="submit"
        name="intent"
        value={props.intent}
        aria-disabled={sending || undefined}
        {...(props.quiet && { quiet: true })}
        {...(props.look && { look: props.look })}
        {...(props.icon && { icon: props.icon })}
      >
        {props.label}
      </Button>
    </Form>
  );
}
