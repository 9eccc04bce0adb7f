import { log } from "../platform/log.ts";
import { letOpenRequestsEnd, standAside } from "../platform/traffic.ts";

/** The maximum number of waiting hashes for anyone, and the extra number reserved for known askers. */
const MOST_WAITING = 32;
const KEPT_FOR_KNOWN = 16;
/** The duration of one turn on a slow machine, used to say when to retry. */
const TURN_MS = 200;
/** How long a hash lets open requests end before it begins, unless it has itself waited for so long. */
const PATIENCE_MS = 300;
const LONGEST_PAUSE_MS = 120;
/** A waiting hash checks its turn more often than this: the visitor of a silent one is gone. */
const SILENT_MS = 2000;
/** No hash takes longer: the platform stopped one that does, and it never reports its end. */
const LONGEST_HASH_MS = 20_000;

/**
 * Who asks for a hash. `known`: a session, a link that opens, a browser that signed in to this account before.
 * Strangers queue behind known askers, and cannot take the entries reserved for them.
 */
export type Asker = "known" | "stranger";

/** The queue is full. Nothing was computed: it does not count as an attempt. */
export class HashQueueFull extends Error {
  override name = "HashQueueFull";
  /** Milliseconds after which the queue should have room. */
  readonly waitMs: number;
  constructor(waitMs: number) {
    super("too many password hashes are waiting");
    this.waitMs = waitMs;
  }
}

export type Busy = { ok: false; reason: "BUSY"; waitMs: number };

/** The result of `work`, or `BUSY` when the queue has no room for its hash. */
export async function unlessBusy<T>(work: () => Promise<T>): Promise<T | Busy> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HashQueueFull)) throw error;
    log({ event: "hashes.refused", waitMs: error.waitMs });
    return { ok: false, reason: "BUSY", waitMs: error.waitMs };
  }
}

type Ticket = { asker: Asker; since: number; seenAt: number };

/** In order; the first ticket is hashed next. Tickets are plain data: no request wakes another one. */
const line: Ticket[] = [];

/**
 * Runs `hash`, which blocks the isolate's only thread, when its turn comes. One hash runs at a time, and open requests
 * are answered between two of them. Throws `HashQueueFull` beyond 32 waiting hashes (48 for known askers).
 */
export async function hashInTurn<T>(asker: Asker, hash: () => T | Promise<T>): Promise<T> {
  dropSilent();
  const most = asker === "known" ? MOST_WAITING + KEPT_FOR_KNOWN : MOST_WAITING;
  if (line.length >= most) throw new HashQueueFull(line.length * TURN_MS);
  const now = Date.now();
  const ticket = { asker, since: now, seenAt: now };
  join(ticket);
  try {
    await standAside(() => waitForTurn(ticket));
    ticket.seenAt = Date.now() + LONGEST_HASH_MS;
    return await hash();
  } finally {
    // Not reached when the visitor left while waiting: workerd stops the request there.
    leave(ticket);
  }
}

async function waitForTurn(ticket: Ticket): Promise<void> {
  while (line[0] !== ticket) {
    await scheduler.wait(Math.min(150, 10 * line.indexOf(ticket)));
    ticket.seenAt = Date.now();
    // After the thread was blocked for long, every ticket seems silent: those that wake up join again.
    if (!line.includes(ticket)) join(ticket);
    dropSilent();
  }
  const left = PATIENCE_MS - (Date.now() - ticket.since);
  if (left > 0) await letOpenRequestsEnd(Math.min(LONGEST_PAUSE_MS, left));
}

/** Known askers join before strangers; the first ticket keeps its rank. */
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
