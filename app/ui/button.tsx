import type { ComponentProps, ReactNode } from "react";
import type { IconType } from "./icons.tsx";
import { Link } from "./link.tsx";

/** `danger`: outlined in red, for what deletes something for good; its label says what. */
export type ButtonLook = "primary" | "quiet" | "danger";
const LOOKS: Record<ButtonLook, string> = {
  primary: "btn",
  quiet: "btn quiet",
  danger: "btn danger",
};

type Look = { quiet?: boolean; icon?: IconType; children: ReactNode };

function classes(quiet: boolean | undefined): string {
  return quiet ? LOOKS.quiet : LOOKS.primary;
}

export function Button({
  quiet,
  look = quiet ? "quiet" : "primary",
  icon: Icon,
  children,
  type = "button",
  ...rest
}: Look & { look?: ButtonLook } & ComponentProps<"button">) {
  return (
    <button type={type} className={LOOKS[look]} {...rest}>
      {Icon && <Icon size={20} aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A page of ours that looks like a button. */
export function ButtonLink({
  to,
  quiet,
  look = quiet ? "quiet" : "primary",
  icon: Icon,
  children,
}: Look & { look?: ButtonLook; to: string }) {
  return (
    <Link to={to} className={LOOKS[look]}>
      {Icon && <Icon size={20} aria-hidden="true" />}
      {children}
    </Link>
  );
}

/** A file the browser downloads: never a page of the app. */
export function DownloadLink({ href, quiet, icon: Icon, children }: Look & { href: string }) {
  return (
    <a href={href} download="" className={classes(quiet)}>
      {Icon && <Icon size={20} aria-hidden="true" />}
      {children}
    </a>
  );
}
