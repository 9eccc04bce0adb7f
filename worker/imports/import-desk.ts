import { DurableObject } from "cloudflare:workers";
import { listSessionRoles } from "../organizations/access.ts";
import { causeText, log } from "../platform/log.ts";
import { problem } from "../platform/problem.ts";
import { cleanEnded, cleanImport } from "./clean-import.ts";
import { failImport } from "./end-import.ts";
import { sendHint } from "./message.ts";
import { readLatestImport } from "./read-imports.ts";
import { findActiveImport, type ImportRecord } from "./store.ts";

/** At most four messages a second and school. */
const PUSH_EVERY_MS = 250;
const ALARMS_WITHOUT_PROGRESS = 10;
const EPOCHS_WITHOUT_PROGRESS = 3;
const MAX_SOCKETS_PER_PERSON = 20;

/** What an earlier alarm saw: an import is stuck when none of it moves. */
type Watch = { importId: string; seq: number; misses: number; bumps: number };
type Seat = { sessionId: string };

/**
 * One per school. Wakes the school's import while D1 says one is active, and tells every open page how
 * far it is. It decides nothing and holds nothing that D1 does not: eviction and crashes lose no import.
 */
export class ImportDesk extends DurableObject<Env> {
  #lastPush = 0;
  #scheduled = false;

  /** D1 moved. Idempotent; called after each step, by the upload, by decisions and by the sweeper. */
  async changed(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + this.#watchdogDelay());
    await this.#push();
  }

  /** Asks D1 whether somebody must be woken. Never throws, and re-arms itself while an import runs. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + this.#watchdogDelay());
    try {
      const row = await findActiveImport(this.env, this.#organizationId());
      if (!row || row.status === "awaiting-confirmation") {
        await this.ctx.storage.deleteAlarm();
        await this.ctx.storage.delete("watch");
        await cleanEnded(this.env, this.#organizationId());
      } else {
        await this.#wake(row);
      }
      await this.#push();
    } catch (error) {
      log({ event: "desk.failed", cause: causeText(error) });
    }
  }

  /** A page connects. The Worker has checked its origin, session and membership, and says who it is. */
  override async fetch(request: Request): Promise<Response> {
    const userId = request.headers.get("X-Desk-User") ?? "";
    if (this.ctx.getWebSockets(userId).length >= MAX_SOCKETS_PER_PERSON) return tooManyPages();
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [userId]);
    const sessionId = request.headers.get("X-Desk-Session") ?? "";
    server.serializeAttachment({ sessionId } satisfies Seat);
    await this.#tell([server]);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Pages only listen. */
  override webSocketMessage(): void {}

  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }

  /** Nothing moved since the last alarm: re-send the hint, then try a new epoch, then give up. */
  async #wake(row: ImportRecord): Promise<void> {
    const seen = await this.ctx.storage.get<Watch>("watch");
    const still = seen?.importId === row.id && seen.seq === row.seq;
    const watch: Watch = still
      ? { ...seen, misses: seen.misses + 1 }
      : { importId: row.id, seq: row.seq, misses: 0, bumps: 0 };
    if (!still) {
      await this.ctx.storage.put("watch", watch);
      return;
    }
    if (watch.misses < ALARMS_WITHOUT_PROGRESS) {
      await this.ctx.storage.put("watch", watch);
      // Less and less often: behind a backlog, more messages would only make the queue longer.
      if (isPowerOfTwo(watch.misses)) {
        await sendHint(this.env, { importId: row.id, epoch: row.epoch });
      }
      return;
    }
    log({ event: "import.stuck", importId: row.id, epoch: row.epoch });
    await this.ctx.storage.put("watch", { ...watch, misses: 0, bumps: watch.bumps + 1 });
    if (watch.bumps + 1 < EPOCHS_WITHOUT_PROGRESS) await this.#nextEpoch(row);
    else if (await failImport(this.env, row)) await cleanImport(this.env, row.id);
  }

  /** Steps of the old epoch, wherever they hang, lose their fence. */
  async #nextEpoch(row: ImportRecord): Promise<void> {
    await this.env.DB.prepare("UPDATE import SET epoch = epoch + 1 WHERE id = ?1 AND epoch = ?2")
      .bind(row.id, row.epoch)
      .run();
    await sendHint(this.env, { importId: row.id, epoch: row.epoch + 1 });
  }

  async #push(): Promise<void> {
    const wait = this.#lastPush + PUSH_EVERY_MS - Date.now();
    if (wait <= 0) {
      this.#lastPush = Date.now();
      await this.#tell(this.ctx.getWebSockets());
    } else if (!this.#scheduled) {
      this.#scheduled = true;
      setTimeout(() => {
        this.#scheduled = false;
        this.ctx.waitUntil(this.#push());
      }, wait);
    }
  }

  /** The whole state to each page, as its person may see it; who signed out or left the school is shown out. */
  async #tell(sockets: WebSocket[]): Promise<void> {
    if (sockets.length === 0) return;
    const organizationId = this.#organizationId();
    const seats = sockets.map((socket) => ({ socket, seat: seatOf(socket) }));
    const sessionIds = seats.map(({ seat }) => seat.sessionId);
    const roles = await listSessionRoles(this.env, organizationId, sessionIds);
    const messages = new Map<string, string>();
    for (const role of new Set(roles.values())) {
      const latest = await readLatestImport(this.env, { organizationId, role, withErrors: true });
      messages.set(role, JSON.stringify({ import: latest }));
    }
    for (const { socket, seat } of seats) {
      const role = roles.get(seat.sessionId);
      deliver(socket, role && messages.get(role));
    }
  }

  #organizationId(): string {
    if (!this.ctx.id.name) throw new Error("a desk without a name");
    return this.ctx.id.name;
  }

  #watchdogDelay(): number {
    return this.env.JURISDICTION ? 30_000 : 2_000;
  }
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}

function tooManyPages(): Response {
  return problem(
    429,
    "TOO_MANY_PAGES",
    "Trop de pages ouvertes",
    "Trop de pages de cet établissement sont ouvertes à la fois. Fermez-en, puis actualisez celle-ci.",
  );
}

function seatOf(socket: WebSocket): Seat {
  return socket.deserializeAttachment();
}

/** A page that went away must not keep the others from being told. */
function deliver(socket: WebSocket, message: string | undefined): void {
  try {
    if (message === undefined) socket.close(4403, "access ended");
    else socket.send(message);
  } catch (error) {
    log({ event: "desk.failed", cause: causeText(error) });
  }
}
