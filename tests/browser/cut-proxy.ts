import { connect, createServer, type Socket } from "node:net";

/** A proxy in front of the app whose connection a journey can cut and restore. */
export type CutProxy = {
  url: string;
  cut: () => Promise<void>;
  mend: () => Promise<void>;
  close: () => Promise<void>;
};

/** Forwards bytes to `target` and back. While it is cut, nothing listens and every connection is broken. */
export async function openCutProxy(target: string): Promise<CutProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    keep(near);
    keep(far);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far).pipe(near);
  });
  let place = 0;
  const mend = () =>
    new Promise<void>((resolve) => {
      if (server.listening) return resolve();
      server.listen(place, "localhost", () => {
        const address = server.address();
        if (typeof address === "object" && address) place = address.port;
        resolve();
      });
    });
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  await mend();
  const url = `http://localhost:${place}`;
  return { url, cut, mend, close: async () => void (server.listening && (await cut())) };
}
