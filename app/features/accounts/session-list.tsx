import { Form } from "react-router";
import { accountWords } from "#words/accounts.ts";
import { Button } from "../../ui/button.tsx";

type OpenSession = {
  id: string;
  device: { browser: string | null; system: string | null };
  openedAt: string;
  isThisOne: boolean;
};

const words = accountWords.sessions;

/** Where the person is signed in; each session but this one is closed by its button. */
export function Sessions({ sessions }: { sessions: OpenSession[] }) {
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="muted">{words.lead}</p>
      <ul className="sessions">
        {sessions.map((session) => (
          <Session key={session.id} {...session} />
        ))}
      </ul>
      <Form method="post" action=".">
        <input type="hidden" name="intent" value="close-all" />
        <Button type="submit" quiet>
          {words.everywhere}
        </Button>
      </Form>
    </section>
  );
}

function Session({ id, device, openedAt, isThisOne }: OpenSession) {
  const name = words.device(device);
  return (
    <li>
      <div>
        <b>{name}</b> {isThisOne && <span className="tag ok">{words.thisOne}</span>}
        <p className="muted">{words.openedAt(openedAt)}</p>
      </div>
      {!isThisOne && (
        <Form method="post" action=".">
          <input type="hidden" name="intent" value="close-session" />
          <input type="hidden" name="session" value={id} />
          <Button type="submit" quiet>
            {words.close}{" "}
            <span className="hidden-visually">{words.closeWhich(name, openedAt)}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}
