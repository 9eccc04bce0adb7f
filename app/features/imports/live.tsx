import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";
import { useRevalidator } from "react-router";
import type { Import } from "#worker/imports/view.ts";
import { paths } from "../../paths.ts";
import { connectionLost, suspectConnection } from "../shell/connection.ts";
import { newer } from "./progress.ts";

const LiveImport = createContext<{ newest: Import | null; loaded: Import | null }>({
  newest: null,
  loaded: null,
});

/** After this many failed connections, the page reloads from the server: the session may have ended. */
const TRIES_BEFORE_ASKING = 4;

/** The school's most recently changed import: from the socket or from the loader, whichever is newer. */
export function useLiveImport(): Import | null {
  return use(LiveImport).newest;
}

/**
 * The same for a page that loads the last import with data about it: `asLoaded` is true while these data match the
 * shown state. Two loaders of one request may read before and after a change: a page with the older state loads again.
 */
export function useNewestImport(latest: Import | null): {
  newest: Import | null;
  asLoaded: boolean;
} {
  const { newest: live, loaded } = use(LiveImport);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (stateOf(newer(loaded, latest)) !== stateOf(latest)) void revalidate();
  }, [loaded, latest, revalidate]);
  const newest = newer(live, latest);
  return { newest, asLoaded: newest?.revision === latest?.revision };
}

/**
 * One socket for all pages of a school. The server sends the whole state at each connection, so a page that lost it
 * catches up by itself. A change of state reloads the data of the pages; mere progress does not.
 */
export function LiveImportProvider(props: {
  uai: string;
  loaded: Import | null;
  children: ReactNode;
}) {
  const { uai, loaded } = props;
  const [pushed, setPushed] = useState<Import | null>(null);
  const { revalidate } = useRevalidator();
  const known = useRef(loaded);

  useEffect(() => {
    known.current = newer(known.current, loaded);
  }, [loaded]);

  useEffect(() => {
    const onState = (message: Import | null) => {
      const before = known.current;
      if (newer(message, before) === before) return;
      known.current = message;
      setPushed(message);
      if (stateOf(message) !== stateOf(before)) void revalidate();
    };
    return openSocket(paths.api.live(uai), onState, () => void revalidate());
  }, [uai, revalidate]);

  const value = useMemo(() => ({ newest: newer(pushed, loaded), loaded }), [pushed, loaded]);
  return <LiveImport value={value}>{props.children}</LiveImport>;
}

function stateOf(one: Import | null): string {
  return one ? `${one.id} ${one.status}` : "none";
}

/** Keeps a socket open until the returned function is called. */
function openSocket(
  path: string,
  onState: (message: Import | null) => void,
  onTrouble: () => void,
): () => void {
  let closed = false;
  let close = () => {};
  void import("partysocket/ws").then(({ default: Reconnecting }) => {
    if (closed) return;
    const socket = new Reconnecting(() => liveUrl(path), [], { maxReconnectionDelay: 10_000 });
    socket.addEventListener("close", () => void reopenOnceBack(socket));
    socket.addEventListener("message", ({ data }: MessageEvent) => {
      const message = readMessage(data);
      if (message) onState(message.import);
    });
    socket.addEventListener("error", () => {
      if (socket.retryCount === TRIES_BEFORE_ASKING) onTrouble();
    });
    close = () => socket.close();
  });
  return () => {
    closed = true;
    close();
  };
}

/** A socket reports a lost connection first, and reconnects at once when the server answers again. */
async function reopenOnceBack(socket: { reconnect: () => void; shouldReconnect: boolean }) {
  if (!socket.shouldReconnect || !(await suspectConnection())) return;
  await connectionLost();
  if (socket.shouldReconnect) socket.reconnect();
}

function liveUrl(path: string): string {
  return new URL(path, window.location.origin).href.replace(/^http/, "ws");
}

function readMessage(data: unknown): { import: Import | null } | null {
  if (typeof data !== "string") return null;
  const message: unknown = JSON.parse(data);
  return isMessage(message) ? message : null;
}

/** The server is ours: its messages follow the contract, so only their outer shape is checked. */
function isMessage(message: unknown): message is { import: Import | null } {
  return typeof message === "object" && message !== null && "import" in message;
}
