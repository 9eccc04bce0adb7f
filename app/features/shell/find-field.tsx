import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Form, useFetcher, useLocation, useSearchParams } from "react-router";
import { findWords as words } from "#words/find.ts";
import { paths } from "../../paths.ts";
import { Search } from "../../ui/icons.tsx";
import { Link } from "../../ui/link.tsx";
import { type FindResults, suggest } from "../find/results.ts";

/** A pause in typing this long asks for suggestions. */
const PAUSE_MS = 200;
const SHORTEST = 2;

/**
 * Finds a pupil, a page or help: a form that leads to the page of results, and suggests the first ones while one types.
 * Ctrl K puts the cursor in it, in the menu of a phone too. `inMenu`: the second of the two, which stands in that menu.
 */
export function FindField({ uai, inMenu = false }: { uai: string; inMenu?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  const asked = pathname === paths.find(uai) ? (query.get("q") ?? "") : "";
  const { found, ask, close } = useSuggestions(uai);
  useControlK(field);

  const follow = () => {
    if (field.current) field.current.value = "";
    close();
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) close();
  };
  const move = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && found.length > 0) {
      event.preventDefault();
      field.current?.focus();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops: Array<HTMLElement | null> = [
      field.current,
      ...event.currentTarget.querySelectorAll("a"),
    ];
    const active = document.activeElement;
    const here = active instanceof HTMLElement ? stops.indexOf(active) : -1;
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <search
      className={inMenu ? "find in-menu" : "find"}
      aria-label={inMenu ? undefined : words.title}
      onBlur={leave}
      onKeyDown={move}
    >
      <Form key={asked} action={paths.find(uai)} onSubmit={close}>
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
          placeholder={inMenu ? words.placeholderInMenu : words.placeholder}
          aria-keyshortcuts="Control+K Meta+K"
          autoComplete="off"
          onInput={({ currentTarget }) => ask(currentTarget.value)}
        />
        <button type="submit" className="btn quiet">
          <Search size={18} aria-hidden="true" />
          <span className="hidden-visually">{words.submit}</span>
        </button>
      </Form>
      <p role="status" className="hidden-visually">
        {found.length > 0 && words.suggestions(found.length)}
      </p>
      {found.length > 0 && (
        <ul className="suggestions">
          {found.map(({ to, label, about }) => (
            <li key={to}>
              <Link to={to} onClick={follow}>
                {label} <span className="muted">{about}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

/** The first results for what is typed; none once the list is closed. */
function useSuggestions(uai: string) {
  const { load, data } = useFetcher<FindResults>();
  const [typed, setTyped] = useState("");
  useEffect(() => {
    if (typed.length < SHORTEST) return;
    const pause = setTimeout(
      () => void load(`${paths.find(uai)}?${new URLSearchParams({ q: typed })}`),
      PAUSE_MS,
    );
    return () => clearTimeout(pause);
  }, [typed, uai, load]);
  // An answer to something else than what is typed now would mislead.
  const isCurrent = typed.length >= SHORTEST && data?.query === typed;
  return {
    found: isCurrent ? suggest(data, words, (pupil) => paths.pupil(uai, pupil)) : [],
    ask: (text: string) => setTyped(text.trim()),
    close: () => setTyped(""),
  };
}

function useControlK(field: { current: HTMLInputElement | null }) {
  useEffect(() => {
    const goThere = (event: globalThis.KeyboardEvent) => {
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
  }, [field]);
}
