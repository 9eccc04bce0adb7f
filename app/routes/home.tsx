import { Form, redirect } from "react-router";
import { accountWords } from "#words/accounts.ts";
import { pageTitle, shell, signIn } from "#words/pages.ts";
import { getSession, listSchools } from "../context.ts";
import { Alone } from "../features/shell/alone.tsx";
import { paths } from "../paths.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import type { Route } from "./+types/home.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const session = await getSession(context);
  if (!session) throw redirect(paths.signIn());
  const [first] = listSchools(session);
  if (first) throw redirect(paths.school(first.uai));
  return { name: session.user.name };
}

/** Only a person without a school stays on this page. */
export default function NoSchool({ loaderData }: Route.ComponentProps) {
  return (
    <Alone>
      <title>{pageTitle(signIn.noSchoolTitle)}</title>
      <section className="card">
        <h1>{signIn.noSchoolTitle}</h1>
        <p>{signIn.noSchool(loaderData.name)}</p>
        <Form method="post" action={paths.signOut()} className="actions">
          <Button type="submit">{shell.signOut}</Button>
          <ButtonLink to={paths.account()} quiet>
            {accountWords.title}
          </ButtonLink>
        </Form>
      </section>
    </Alone>
  );
}
