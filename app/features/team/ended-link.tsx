import { joining } from "#words/joining.ts";
import { paths } from "../../paths.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Link2Off } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import type { ClosedView } from "./join-view.ts";

/** Why a link no longer opens, and what to do: each state has its own words. */
export function EndedLink({ view }: { view: ClosedView }) {
  const { title, text } = joining.states[view.state];
  const mayAsk = view.state === "expired" || view.state === "unknown";
  return (
    <section className="card warn">
      <div className="state">
        <div className="badge">
          <Link2Off aria-hidden="true" />
        </div>
        <div>
          <h1 tabIndex={-1} className="state-title">
            {title}
          </h1>
          <p>{text}</p>
          {view.school && <p className="muted">{joining.concerned(view.school)}</p>}
          <p className="actions after">
            {view.signedIn ? (
              <ButtonLink to={paths.home()}>{joining.toHome}</ButtonLink>
            ) : (
              <ButtonLink to={paths.signIn()}>{joining.toSignIn}</ButtonLink>
            )}
          </p>
          {mayAsk && (
            <p>
              <Link to={paths.activation()}>{joining.toActivation}</Link>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
