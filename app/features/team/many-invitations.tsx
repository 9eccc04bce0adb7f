import { useState } from "react";
import { Form } from "react-router";
import { invitations as words } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { MANY, MOST_AT_ONCE } from "./choices.ts";

/** The buttons for the ticked invitations. Sending again is one click; cancelling asks for confirmation. */
export function ManyInvitations({ uai }: { uai: string }) {
  const [all, setAll] = useState(false);
  const tickAll = () => {
    const boxes = document.querySelectorAll<HTMLInputElement>(`input[form="${MANY}"]`);
    for (const [place, box] of [...boxes].entries()) box.checked = !all && place < MOST_AT_ONCE;
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
