import type { ComponentProps } from "react";
import { type LinkProps, Link as RouterLink, useLocation } from "react-router";

type Props = Pick<LinkProps, "to" | "state" | "preventScrollReset"> &
  Omit<ComponentProps<"a">, "href" | "ref">;

/**
 * A link to a page of ours. In the browser it is React Router's. On the server only its anchor is written: what the
 * router prepares for each link serves a click, and a page has about ninety of them (decision 0063).
 */
export function Link(props: Props) {
  const { pathname } = useLocation();
  const { to, state: _, preventScrollReset: __, ...rest } = props;
  if (import.meta.env.SSR && typeof to === "string" && /^[/?]/.test(to)) {
    return <a {...rest} href={to.startsWith("?") ? pathname + to : to} data-discover="true" />;
  }
  return <RouterLink {...props} />;
}

/** A link that says when it leads to the page that is open, or, unless `end`, to a page above it. */
export function NavLink(props: Props & { to: string; end?: boolean }) {
  const { end = false, className, ...rest } = props;
  const here = useLocation().pathname.toLowerCase();
  const to = props.to.toLowerCase();
  const active = here === to || (!end && here.startsWith(`${to}/`));
  const look = [className, active && "active"].filter(Boolean).join(" ");
  return (
    <Link {...rest} className={look || undefined} aria-current={active ? "page" : undefined} />
  );
}
