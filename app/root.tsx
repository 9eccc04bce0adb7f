import latinFont from "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url";
import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import type { Route } from "./+types/root.ts";
import { getEnv, getRequestId } from "./context.ts";
import { getOperator } from "./features/legal/operator.server.ts";
import { Alone } from "./features/shell/alone.tsx";
import { ConnectionNote, ConnectionStrip } from "./features/shell/connection-strip.tsx";
import { RouteError } from "./features/shell/route-error.tsx";
import { refuseForm } from "./form.server.ts";
import { DialogNote } from "./ui/dialog-note.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/pieces.css";
import "./styles/tables.css";
import "./styles/shell.css";
import "./styles/connection.css";
import "./styles/switcher.css";
import "./styles/imports.css";
import "./styles/waiting.css";
import "./styles/documents.css";
import "./styles/accounts.css";
import "./styles/team.css";
import "./styles/journal.css";
import "./styles/pages.css";
import "./styles/results.css";
import "./styles/certifications.css";
import "./styles/levels.css";
import "./styles/campaigns.css";
import "./styles/campaign.css";
import "./styles/drawings.css";
import "./styles/find.css";
import "./styles/home.css";
import "./styles/documentation.css";
import "./styles/print.css";

export function links(): Route.LinkDescriptors {
  return [
    { rel: "icon", href: "/icone.svg", type: "image/svg+xml" },
    { rel: "preload", href: latinFont, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  ];
}

export const middleware: Route.MiddlewareFunction[] = [({ context }) => refuseForm(context)];

/** The reference on an error page is that of the request that failed. */
export function loader({ context }: Route.LoaderArgs) {
  return {
    requestId: getRequestId(context),
    support: getOperator(getEnv(context)).support,
  };
}

export function shouldRevalidate() {
  return true;
}

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        <noscript>
          <link rel="stylesheet" href="/sans-js.css" />
        </noscript>
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return (
    <DialogNote value={<ConnectionNote />}>
      <ConnectionStrip />
      <Outlet />
    </DialogNote>
  );
}

export function ErrorBoundary() {
  return (
    <Alone>
      <RouteError />
    </Alone>
  );
}
