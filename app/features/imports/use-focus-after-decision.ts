import { type RefObject, useEffect, useRef } from "react";
import { useNavigation } from "react-router";

/** The button of a decision disappears with what it decided: the focus moves to the title of the result. */
export function useFocusAfterDecision(
  title: RefObject<HTMLHeadingElement | null>,
  taken: boolean,
): void {
  const { formData, state } = useNavigation();
  const deciding = useRef(false);
  const decides = formData?.has("importId") ?? false;
  useEffect(() => {
    if (decides) deciding.current = true;
    if (state !== "idle" || !deciding.current) return;
    deciding.current = false;
    if (taken) title.current?.focus();
  }, [decides, state, taken, title]);
}
