import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { connectionWords as words } from "#words/connection.ts";
import { Button } from "../../ui/button.tsx";
import { WifiOff } from "../../ui/icons.tsx";
import { Notice } from "../../ui/notice.tsx";
import { forgetUnanswered, useConnection } from "./connection.ts";

/** Above every page: says that the connection is lost, or that a form got no answer, until it is sent again. */
export function ConnectionStrip() {
  const { lost, unsent } = useConnection();
  const { pathname } = useLocation();
  const navigate = useNavigate();

  useEffect(() => {
    if (unsent === 0) return;
    // Navigating to the current page cancels the form that the router still waits for, and loads the current state.
    const { pathname, search, hash } = window.location;
    void navigate(pathname + search + hash, { replace: true, preventScrollReset: true });
  }, [unsent, navigate]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: on another page the message no longer applies.
  useEffect(() => forgetUnanswered, [pathname]);

  return (
    <div role="status" className="connection">
      {(lost || unsent > 0) && (
        <div className="banner warn">
          <WifiOff size={20} aria-hidden="true" />
          <span className="banner-text">
            {lost && (
              <p>
                {words.lost} {unsent === 0 && words.kept}
              </p>
            )}
            {unsent > 0 && <p>{words.unsent}</p>}
          </span>
          {unsent > 0 && (
            <Button quiet onClick={forgetUnanswered}>
              {words.close}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Inside an open dialog: says that its answer was not sent or not answered. */
export function ConnectionNote() {
  const { unsent } = useConnection();
  if (unsent === 0) return null;
  return (
    <Notice tone="warn">
      <p>{words.unsent}</p>
    </Notice>
  );
}
