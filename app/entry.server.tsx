// Of React's two builds for a server, the one for Node keeps the page as text until it writes it. The one that workerd
// would get encodes each name and value by itself as it draws, which costs three times as much (decision 0063).
import { renderToReadableStream } from "react-dom/server.node";
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from "react-router";
import { causeText, log } from "#worker/platform/log.ts";
import { getNonce, getRequestId } from "./context.ts";

export const streamTimeout = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
) {
  const nonce = getNonce(context);
  let answered = status;
  const drawn = await renderToReadableStream(
    <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
    {
      nonce,
      signal: AbortSignal.timeout(streamTimeout + 1000),
      onError(error: unknown) {
        answered = 500;
        if (!request.signal.aborted) report(error, context, request);
      },
    },
  );
  // Whole: no page defers anything, and dozens of small pieces would each go through every stream on their way.
  const page = await new Response(drawn).arrayBuffer();
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(request.method === "HEAD" ? null : page, { headers, status: answered });
}

/** A refusal thrown by a guard is not a failure; any other error is a bug of ours, and is logged once. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  report(error, context, request);
};

function report(error: unknown, context: Readonly<RouterContextProvider>, request: Request) {
  const failed = { id: getRequestId(context), method: request.method, route: "page" };
  log({ event: "request.failed", ...failed, cause: causeText(error) }, error);
}
