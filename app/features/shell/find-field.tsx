import { Search } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { Form, useLocation, useSearchParams } from "react-router";
import { findWords as words } from "#words/find.ts";
import { paths } from "../../paths.ts";

/**
 * Finds a pupil, a page or help: a form that leads to the page of results. Ctrl K puts the cursor in it, in the menu of
 * a phone too. `inMenu`: the second of the two, which stands in that menu.
 */
export function FindField({ uai, inMenu = false }: { uai: string; inMenu?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  const asked = pathname === paths.find(uai) ? (query.get("q") ?? "") : "";

  useEffect(() => {
    const goThere = (event: KeyboardEvent) => {
      const input = field.current;
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || !input) return;
      // Of the two fields, the one that this width shows.
      const menu = input.closest("details");
      if (getComputedStyle(menu ?? input.closest("search") ?? input).display === "none") return;
      event.preventDefault();
      if (menu) menu.open = true;
      input.focus();
      input.select();
    };
    document.addEventListener("keydown", goThere);
    return () => document.removeEventListener("keydown", goThere);
  }, []);

  return (
    <search
      className={inMenu ? "find in-menu" : "find"}
      aria-label={inMenu ? undefined : words.title}
    >
      <Form key={asked} action={paths.find(uai)}>
        <label htmlFor={id} className="hidden-visually">
          {words.label}
        </label>
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          name="q"
          maxLength={100}
          defaultValue={asked}
          placeholder={words.placeholder}
          aria-keyshortcuts="Control+K Meta+K"
          autoComplete="off"
        />
        <button type="submit" className="btn quiet">
          <Search size={18} aria-hidden="true" />
          <span className="hidden-visually">{words.submit}</span>
        </button>
      </Form>
    </search>
  );
}
