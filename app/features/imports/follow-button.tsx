import { Form } from "react-router";
import { anomalies as words } from "#words/import-waiting.ts";
import { Button } from "../../ui/button.tsx";

/** Confirms that two records are of one person: the certification results move to the active one. */
export function FollowButton(props: { from: string; to: string; results: number; pupil: string }) {
  return (
    <Form method="post" preventScrollReset className="follow">
      <input type="hidden" name="from" value={props.from} />
      <input type="hidden" name="to" value={props.to} />
      <Button type="submit" name="intent" value="follow" quiet>
        {words.follow(props.results)}
        <span className="hidden-visually">{words.of(props.pupil)}</span>
      </Button>
    </Form>
  );
}
