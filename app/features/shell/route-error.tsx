import { isRouteErrorResponse, useLocation, useRouteError } from "react-router";
import { errorPages, pageTitle } from "#words/pages.ts";
import { paths } from "../../paths.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Support, useRoot } from "./support.tsx";

function statusOf(error: unknown): 400 | 403 | 404 | 413 | 500 {
  if (!isRouteErrorResponse(error)) return 500;
  const { status } = error;
  if (status === 403 || status === 404 || status === 413) return status;
  return status < 500 ? 400 : 500;
}

/** The sender of a form that came too late gets a message of its own: others may still open the page. */
function wordsOf(error: unknown, status: ReturnType<typeof statusOf>) {
  const { late } = errorPages;
  const isLate = isRouteErrorResponse(error) && error.data?.lateForm === true;
  return isLate && (status === 403 || status === 404)
    ? { title: late.title, text: late[status] }
    : errorPages[status];
}

/** Why a page is not shown: calm, with what to do, and a reference when the fault is ours. */
export function RouteError() {
  const error = useRouteError();
  const status = statusOf(error);
  const root = useRoot();
  const here = useLocation();
  const { title, text } = wordsOf(error, status);
  return (
    <section className="card">
      <title>{pageTitle(title)}</title>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      {status === 500 && root && (
        <p className="muted">
          {errorPages.reference} <code>{root.requestId}</code>.{" "}
          <Support before={errorPages.support} />
        </p>
      )}
      <p className="actions">
        <ButtonLink to={paths.home()}>{errorPages.home}</ButtonLink>
        {status === 500 && (
          <a className="btn quiet" href={here.pathname + here.search}>
            {errorPages.retry}
          </a>
        )}
      </p>
    </section>
  );
}
