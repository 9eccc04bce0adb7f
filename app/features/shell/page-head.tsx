import type { ReactNode } from "react";
import { useRouteLoaderData } from "react-router";
import { pageTitle } from "#words/pages.ts";
import { ArrowLeft } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";

/** Name of the school whose pages these are, as the layout loaded it. */
function useSchoolName(): string | undefined {
  const found = useRouteLoaderData<{ school: { name: string } }>("routes/etablissement");
  return found?.school.name;
}

/** Title of the tab, and the one heading of first level, which takes the focus when the page changes. */
export function PageHead(props: {
  title: string;
  /** The page's heading, when it differs from its title. */
  heading?: string;
  back?: { to: string; label: string };
  children?: ReactNode;
}) {
  const school = useSchoolName();
  return (
    <>
      <title>{pageTitle(props.title, school)}</title>
      {props.back && (
        <Link to={props.back.to} className="back">
          <ArrowLeft size={16} aria-hidden="true" /> {props.back.label}
        </Link>
      )}
      <div className="head">
        <h1 tabIndex={-1}>{props.heading ?? props.title}</h1>
        {props.children}
      </div>
    </>
  );
}
