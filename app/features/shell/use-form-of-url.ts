import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** The ref of a GET form whose fields are reset when the URL changes: « Effacer », the back button. */
export function useFormOfUrl() {
  const form = useRef<HTMLFormElement>(null);
  const { search } = useLocation();
  const shown = useRef(search);
  useEffect(() => {
    if (shown.current !== search) form.current?.reset();
    shown.current = search;
  }, [search]);
  return form;
}
