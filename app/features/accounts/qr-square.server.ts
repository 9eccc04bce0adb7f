import { drawQr } from "../../ui/qr-path.server.ts";

export type Square = {
  uri: string;
  /** The same secret in groups of four characters, to type. */
  secret: string;
  size: number;
  /** Path of an SVG whose unit is one module. */
  path: string;
};

/** Draws the QR code that an authenticator scans: on the server, so that the browser loads no library. */
export function drawSquare(uri: string): Square {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { uri, secret: secret.replace(/(.{4})(?=.)/g, "$1 "), ...drawQr(uri) };
}
