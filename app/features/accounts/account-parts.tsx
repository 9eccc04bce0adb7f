import { Form } from "react-router";
import { accountWords as words } from "#words/accounts.ts";
import { accountRights as rights } from "#words/rights.ts";
import { paths } from "../../paths.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";

/** The password and the second factor; each is changed on a page of its own. */
export function Security({ hasSecondFactor }: { hasSecondFactor: boolean }) {
  const { security } = words;
  return (
    <section className="card">
      <h2>{security.title}</h2>
      <dl className="settings">
        <div>
          <dt>{security.password}</dt>
          <dd>
            <ButtonLink to={paths.accountPassword()} quiet>
              {security.changePassword}
            </ButtonLink>
          </dd>
        </div>
        <div>
          <dt>
            {security.secondFactor}{" "}
            <span className={hasSecondFactor ? "tag ok" : "tag"}>
              {hasSecondFactor ? security.on : security.off}
            </span>
          </dt>
          <dd>
            <ButtonLink to={paths.secondFactor()} quiet>
              {hasSecondFactor ? security.manage : security.enable}
            </ButtonLink>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Which mails the person wants. The default value follows what was saved. */
export function News({ wanted }: { wanted: boolean }) {
  const { news } = words;
  return (
    <section className="card">
      <h2>{news.title}</h2>
      <Form method="post">
        <label className="check">
          <input
            type="checkbox"
            name="importNews"
            key={String(wanted)}
            defaultChecked={wanted}
            aria-describedby="importNews-hint"
          />
          {news.importNews}
        </label>
        <p id="importNews-hint" className="muted">
          {news.hint}
        </p>
        <p className="actions">
          <Button type="submit" name="intent" value="news" quiet>
            {news.save}
          </Button>
        </p>
      </Form>
    </section>
  );
}

export function OneAccount() {
  return (
    <section className="card">
      <h2>{words.oneAccount.title}</h2>
      <p>{words.oneAccount.text}</p>
    </section>
  );
}

/** Link to the export of the person's data. */
export function OwnData() {
  return (
    <section className="card">
      <h2>{rights.title}</h2>
      <ButtonLink to={paths.accountData()} quiet>
        {rights.link}
      </ButtonLink>
    </section>
  );
}

export function Terms({ terms }: { terms: { version: string; acceptedAt: string } | null }) {
  return (
    <section className="card">
      <h2>{words.terms.title}</h2>
      <p>{terms ? words.terms.accepted(terms.version, terms.acceptedAt) : words.terms.none}</p>
      <p>
        <Link to={paths.terms()}>{words.terms.read}</Link>
      </p>
    </section>
  );
}
