import { redirect } from "react-router";
import { confirmationWords as words } from "#words/accounts.ts";
import { pageTitle } from "#words/pages.ts";
import { confirmAddress, readConfirmLink } from "#worker/accounts/confirm-address.ts";
import { getEnv } from "../context.ts";
import { LinkOver } from "../features/accounts/link-over.tsx";
import { forgetLinkToken, takeLinkToken } from "../features/accounts/link-token.server.ts";
import { SendOnce } from "../features/shell/form-page.tsx";
import { Outside } from "../features/shell/outside.tsx";
import { paths } from "../paths.ts";
import type { Route } from "./+types/compte-confirmation.ts";

/** Opening the link changes nothing: the button does. It may be opened without being signed in. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const token = takeLinkToken(request, "confirm");
  if (new URL(request.url).searchParams.has("fait")) return { state: "done" as const };
  if (token === null) return { state: "unknown" as const };
  const link = await readConfirmLink(getEnv(context), token, Date.now());
  if (link.state !== "open") return { state: link.state };
  return { state: link.state, email: link.email };
}

export async function action({ request, context }: Route.ActionArgs) {
  const token = takeLinkToken(request, "confirm") ?? "";
  // The page says why a link no longer opens.
  if (!(await confirmAddress(getEnv(context), token, Date.now()))) {
    throw redirect(paths.confirmAddress(), 303);
  }
  throw redirect(`${paths.confirmAddress()}?fait`, {
    status: 303,
    headers: { "Set-Cookie": forgetLinkToken("confirm") },
  });
}

export default function ConfirmAddress({ loaderData }: Route.ComponentProps) {
  if (loaderData.state !== "open") {
    const over = loaderData.state === "done" ? words.done : words.states[loaderData.state];
    return (
      <Outside>
        <LinkOver words={over} to={paths.account()} label={words.account} />
      </Outside>
    );
  }
  return (
    <Outside>
      <title>{pageTitle(words.title)}</title>
      <section className="card">
        <h1 tabIndex={-1}>{words.title}</h1>
        <p>{words.open(loaderData.email)}</p>
        <SendOnce submit={words.submit} submitting={words.submitting} />
      </section>
    </Outside>
  );
}
