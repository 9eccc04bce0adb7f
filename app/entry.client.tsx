import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Navigation } from "react-router";
import { HydratedRouter } from "react-router/dom";
import { keepPageWithoutConnection, patientFetch } from "./features/shell/patient-fetch.ts";

declare global {
  interface Window {
    /** Put there by React Router; absent until the page is alive. */
    __reactRouterDataRouter?: { state: { navigation: Pick<Navigation, "location"> } };
  }
}

window.fetch = patientFetch(window.fetch.bind(window));
keepPageWithoutConnection(() => {
  const next = window.__reactRouterDataRouter?.state.navigation.location;
  return next ? next.pathname + next.search + next.hash : null;
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter />
    </StrictMode>,
  );
});
