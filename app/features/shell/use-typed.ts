import { useEffect } from "react";
import { useLocation, useNavigation } from "react-router";
import { paths, SESSION_OVER } from "../../paths.ts";
import { keepTyped, restoreTyped } from "./typed.ts";

/** For a page of a signed-in person: if the session ends in a form, the text is there after signing in again. */
export function useTyped(account: string): void {
  const { pathname } = useLocation();
  const next = useNavigation().location;
  const over =
    next?.pathname === paths.signIn() &&
    new URLSearchParams(next.search).get("etat") === SESSION_OVER;

  useEffect(() => {
    if (over) keepTyped(account, pathname);
  }, [over, account, pathname]);

  useEffect(() => restoreTyped(account, pathname), [account, pathname]);
}
