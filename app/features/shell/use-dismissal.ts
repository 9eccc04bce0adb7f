import { type KeyboardEvent, useEffect, useRef } from "react";

/**
 * What a `<details>` used as a menu lacks: Escape closes it and returns the focus to its button; a press or the focus
 * elsewhere closes it, so that two are never open. Without JavaScript the button still opens and closes it.
 */
export function useDismissal() {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      const menu = ref.current;
      if (menu?.open && target instanceof Node && !menu.contains(target)) menu.open = false;
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const menu = ref.current;
    if (event.key !== "Escape" || !menu?.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  return { ref, onKeyDown };
}
