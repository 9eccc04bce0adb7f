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
import allStyles from "./styles/all.css?url";
import { DialogNote } from "./ui/dialog-note.ts";

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
        {/* `precedence`: React keeps it in place, also when an error page takes the place of the whole page. */}
        <link rel="stylesheet" href={allStyles} precedence="default" />
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
