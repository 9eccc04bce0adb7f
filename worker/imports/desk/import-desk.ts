import { DurableObject } from "cloudflare:workers";
import { problems } from "#words/problems.ts";
import { listSessionRoles } from "../../organizations/access.ts";
import { openSchool } from "../../organizations/find-school.ts";
import { Gone } from "../../platform/gone.ts";
import { causeText, log } from "../../platform/log.ts";
import { problem } from "../../platform/problem.ts";
import type { SchoolEnv } from "../../platform/school-env.ts";
import { cleanEnded, cleanImport } from "../run/clean-import.ts";
import { failImport } from "../run/end-import.ts";
import { sendHint } from "../run/message.ts";
import { readLatestImport } from "../show/read-imports.ts";
import { findActiveImport, type ImportRecord } from "../store.ts";
import { type ImportStatus, isActive } from "../view.ts";

/** How soon the desk checks an import after a writer announced work for it. */
const LOOK_SOON_MS = 5_000;
/** If an import has not moved for this long when the desk first sees it, its message may be lost. */
const QUIET_MS = 1_500;
/** At most four pushes per second and per school. */
const PUSH_EVERY_MS = 250;
const ALARMS_WITHOUT_PROGRESS = 10;
const EPOCHS_WITHOUT_PROGRESS = 3;
const MAX_SOCKETS_PER_PERSON = 20;
/** RFC 6455, 7.4.1. */
const POLICY_VIOLATION = 1008;

/** The state seen by an earlier alarm: the import is stuck if it has not changed since. */
type Watch = { importId: string; seq: number; misses: number; bumps: number };
type Seat = { sessionId: string };

/**
 * One per school. Wakes the school's import while D1 has an active one, and sends its progress to every open
 * page. All state that matters is in D1, so an eviction or a crash loses no import.
 */
export class ImportDesk extends DurableObject<Env> {
  #lastPush = 0;
  #scheduled = false;

  /** Handles a change in D1. Idempotent; called after each step, by the upload and by decisions. */
  async changed(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + this.#watchdogDelay());
    await this.#push();
  }

  /**
   * Announces a write that starts work on an import: the desk checks soon, even if the writer crashes before it
   * calls `changed`. Idempotent; called before the upload's row and before decisions, and by the sweeper.
   */
  async expectWork(): Promise<void> {
    const soon = Date.now() + Math.min(LOOK_SOON_MS, this.#watchdogDelay());
    const armed = await this.ctx.storage.getAlarm();
    if (armed === null || armed > soon) await this.ctx.storage.setAlarm(soon);
  }

  /**
   * Asks D1 whether an import must be woken. Never throws, and runs again while one is active, or after a failure as
   * long as the school exists. It never deletes an alarm: one that was set during the query may be for an import that the
   * query did not see.
   */
  override async alarm(): Promise<void> {
    try {
      const env = await this.#open();
      const row = await findActiveImport(env, this.#organizationId());
      if (mustMove(row)) {
        await this.ctx.storage.setAlarm(Date.now() + this.#watchdogDelay());
        await this.#wake(env, row);
      } else {
        await this.ctx.storage.delete("watch");
        await cleanEnded(env, this.#organizationId());
      }
      await this.#push();
    } catch (error) {
      log({ event: "desk.failed", cause: causeText(error) }, error);
      if (error instanceof Gone) return;
      await this.ctx.storage.setAlarm(Date.now() + this.#watchdogDelay());
    }
  }

  /** Connects a page. The Worker has checked its origin, session and membership, and passes its user id. */
  override async fetch(request: Request): Promise<Response> {
    const userId = request.headers.get("X-Desk-User") ?? "";
    if (this.ctx.getWebSockets(userId).length >= MAX_SOCKETS_PER_PERSON) return tooManyPages();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [userId]);
    const sessionId = request.headers.get("X-Desk-Session") ?? "";
    server.serializeAttachment({ sessionId } satisfies Seat);
    await this.#sendState([server]);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Pages only listen. The desk closes any socket that sends: its messages would keep the desk awake. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(POLICY_VIOLATION, "pages only listen");
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }

  /** If the import has not moved since the last alarm: re-sends the hint, then tries a new epoch, then gives up. */
  async #wake(env: SchoolEnv, row: ImportRecord): Promise<void> {
    const seen = await this.ctx.storage.get<Watch>("watch");
    const still = seen?.importId === row.id && seen.seq === row.seq;
    const watch: Watch = still
      ? { ...seen, misses: seen.misses + 1 }
      : { importId: row.id, seq: row.seq, misses: 0, bumps: 0 };
    if (!still) {
      await this.ctx.storage.put("watch", watch);
      if (row.heartbeatAt <= Date.now() - QUIET_MS) await this.#sendHint(row);
      return;
    }
    if (watch.misses < ALARMS_WITHOUT_PROGRESS) {
      await this.ctx.storage.put("watch", watch);
      // Less and less often: behind a backlog, more messages would only make the queue longer.
      if (isPowerOfTwo(watch.misses)) {
        await this.#sendHint(row);
      }
      return;
    }
    log({ event: "import.stuck", importId: row.id, epoch: row.epoch });
    await this.ctx.storage.put("watch", { ...watch, misses: 0, bumps: watch.bumps + 1 });
    if (watch.bumps + 1 < EPOCHS_WITHOUT_PROGRESS) await this.#nextEpoch(env, row);
    else if (await failImport(env, row)) await cleanImport(env, row.id);
  }

  /** Starts a new epoch, so that hanging steps of the old one can no longer write. */
  async #nextEpoch(env: SchoolEnv, row: ImportRecord): Promise<void> {
    await env.DB.prepare("UPDATE import SET epoch = epoch + 1 WHERE id = ?1 AND epoch = ?2")
      .bind(row.id, row.epoch)
      .run();
    await this.#sendHint({ ...row, epoch: row.epoch + 1 });
  }

  async #sendHint({ id, organizationId, epoch }: ImportRecord): Promise<void> {
    await sendHint(this.env, { organizationId, importId: id, epoch });
  }

  async #push(): Promise<void> {
    const wait = this.#lastPush + PUSH_EVERY_MS - Date.now();
    if (wait <= 0) {
      this.#lastPush = Date.now();
      await this.#sendState(this.ctx.getWebSockets());
    } else if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => {
        this.#scheduled = false;
        this.ctx.waitUntil(this.#push());
      }, wait);
    }
  }

  /** Sends each page the state its user may see. Closes sockets whose session or membership has ended. */
  async #sendState(sockets: WebSocket[]): Promise<void> {
    if (sockets.length === 0) return;
    const organizationId = this.#organizationId();
    const seats = sockets.map((socket) => ({ socket, seat: seatOf(socket) }));
    const sessionIds = seats.map(({ seat }) => seat.sessionId);
    const roles = await listSessionRoles(this.env, organizationId, sessionIds);
    const env = await this.#open();
    const messages = new Map<string, string>();
    for (const role of new Set(roles.values())) {
      const latest = await readLatestImport(env, { organizationId, role, withErrors: true });
      messages.set(role, JSON.stringify({ import: latest }));
      // No alarm for a running import: its writer crashed before notifying the desk.
      if (mustMove(latest) && (await this.ctx.storage.getAlarm()) === null) await this.expectWork();
    }
    for (const { socket, seat } of seats) {
      const role = roles.get(seat.sessionId);
      deliver(socket, role && messages.get(role));
    }
  }

  /** Asked of the directory each time: the school may have moved to another database. */
  async #open(): Promise<SchoolEnv> {
    return await openSchool(this.env, this.#organizationId());
  }

  #organizationId(): number {
    if (!this.ctx.id.name) throw new Error("a desk without a name");
    return Number(this.ctx.id.name);
  }

  #watchdogDelay(): number {
    return this.env.JURISDICTION ? 30_000 : 2_000;
  }
}

/** True for an import that runs: neither ended nor waiting for an answer. */
function mustMove<One extends { status: ImportStatus }>(one: One | null): one is One {
  return one !== null && isActive(one.status) && one.status !== "awaiting-confirmation";
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}

function tooManyPages(): Response {
  return problem(429, "TOO_MANY_PAGES", problems.tooManyPagesTitle, problems.tooManyPages);
}

function seatOf(socket: WebSocket): Seat {
  return socket.deserializeAttachment();
}

/** Sends one message. A socket that fails must not prevent the next pages from getting theirs. */
function deliver(socket: WebSocket, message: string | undefined): void {
  try {
    if (message === undefined) socket.close(4403, "access ended");
    else socket.send(message);
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) }, error);
  }
}
