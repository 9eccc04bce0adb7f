import type { ReactNode } from "react";
import { useRouteLoaderData } from "react-router";
import { Alone } from "./alone.tsx";

type Size = { wide?: boolean; broad?: boolean };

/** True when the page stands in the menu of a signed-in person. */
export function useInShell(): boolean {
  const around = useRouteLoaderData<{ shell: unknown }>("routes/autour");
  return Boolean(around?.shell);
}

/** A page outside any school: in the menu of a signed-in person, alone for a visitor. */
export function Outside({ children, ...size }: Size & { children: ReactNode }) {
  if (!useInShell()) return <Alone {...size}>{children}</Alone>;
  return <div className={`outside${size.broad ? " broad" : ""}`}>{children}</div>;
}
