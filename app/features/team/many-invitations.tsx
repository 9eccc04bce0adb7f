import { useState } from "react";
import { Form } from "react-router";
import { invitations as words } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";

/** The form that the boxes of the table belong to, by their `form` attribute. */
export const MANY = "plusieurs";
export const CHOSEN = "choix";

/** The buttons for the ticked invitations. Sending again is one click; cancelling asks for confirmation. */
export function ManyInvitations({ uai }: { uai: string }) {
  const [all, setAll] = useState(false);
  const tickAll = () => {
    for (const box of document.querySelectorAll<HTMLInputElement>(`input[form="${MANY}"]`)) {
      box.checked = !all;
    }
    setAll(!all);
  };
  return (
    <Form
      id={MANY}
      method="post"
      action={paths.invitations(uai)}
      className="actions after"
      preventScrollReset
    >
      <span className="needs-js">
        <Button quiet onClick={tickAll}>
          {all ? words.many.untick : words.many.tick}
        </Button>
      </span>
      <Button type="submit" name="intent" value="resend-many" quiet>
        {words.many.resend}
      </Button>
      <Button type="submit" formMethod="get" look="danger">
        {words.many.cancel}
      </Button>
    </Form>
  );
}
