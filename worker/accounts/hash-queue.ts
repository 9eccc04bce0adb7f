import { log } from "../platform/log.ts";
import { letOpenRequestsEnd, standAside } from "../platform/traffic.ts";

/** Hashes that may wait at once for anybody, and beside them for those who are known. */
const MOST_WAITING = 32;
const KEPT_FOR_KNOWN = 16;
/** What one turn takes on a slow machine, to say when to come back. */
const TURN_MS = 400;
/** A waiting hash looks for its turn more often than that: the visitor of a silent one is gone. */
const SILENT_MS = 2000;
/** No hash takes longer: one that does was stopped by the platform, and says nothing any more. */
const LONGEST_HASH_MS = 20_000;

/**
 * Who asks for a hash. `known`: a session, a link that opens, a browser that signed in to this account
 * before. Strangers wait behind them, and cannot take the places kept for them.
 */
export type Asker = "known" | "stranger";

/** The waiting list is full. Nothing was computed: it counts as no attempt. */
export class HashQueueFull extends Error {
  override name = "HashQueueFull";
  /** Milliseconds after which a place should be free. */
  readonly waitMs: number;
  constructor(waitMs: number) {
    super("too many password hashes are waiting");
    this.waitMs = waitMs;
  }
}

export type Busy = { ok: false; reason: "BUSY"; waitMs: number };

/** What `work` gives, or `BUSY` when a hash that it needs cannot wait any more. */
export async function unlessBusy<T>(work: () => Promise<T>): Promise<T | Busy> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HashQueueFull)) throw error;
    log({ event: "hashes.refused", waitMs: error.waitMs });
    return { ok: false, reason: "BUSY", waitMs: error.waitMs };
  }
}

type Ticket = { asker: Asker; seenAt: number };

/** In order; the first one's hash is next. Tickets are plain data: no request wakes another one. */
const line: Ticket[] = [];

/**
 * Runs `hash`, which blocks the isolate's only thread, when its turn comes: one at a time, and between
 * two of them the requests that are open get answered. Throws `HashQueueFull` beyond 32 waiting hashes
 * (48 for those who are known).
 */
export async function hashInTurn<T>(asker: Asker, hash: () => T | Promise<T>): Promise<T> {
  dropSilent();
  const most = asker === "known" ? MOST_WAITING + KEPT_FOR_KNOWN : MOST_WAITING;
  if (line.length >= most) throw new HashQueueFull(line.length * TURN_MS);
  const ticket = { asker, seenAt: Date.now() };
  join(ticket);
  try {
    await standAside(() => waitForTurn(ticket));
    ticket.seenAt = Date.now() + LONGEST_HASH_MS;
    return await hash();
  } finally {
    // Not reached when the visitor left while waiting: workerd stops their request there.
    leave(ticket);
  }
}

async function waitForTurn(ticket: Ticket): Promise<void> {
  while (line[0] !== ticket) {
    await scheduler.wait(Math.min(500, 10 + 50 * line.indexOf(ticket)));
    ticket.seenAt = Date.now();
    // Everybody seems silent after the thread was blocked for long: those who wake come back.
    if (!line.includes(ticket)) join(ticket);
    dropSilent();
  }
  await letOpenRequestsEnd();
}

/** Behind those who are known; the first of the line keeps its place. */
function join(ticket: Ticket) {
  const stranger = line.findIndex(({ asker }, place) => place > 0 && asker === "stranger");
  if (ticket.asker === "known" && stranger > 0) line.splice(stranger, 0, ticket);
  else line.push(ticket);
}

function leave(ticket: Ticket) {
  const place = line.indexOf(ticket);
  if (place >= 0) line.splice(place, 1);
}

function dropSilent() {
  const oldest = Date.now() - SILENT_MS;
  for (const ticket of [...line]) if (ticket.seenAt < oldest) leave(ticket);
}
