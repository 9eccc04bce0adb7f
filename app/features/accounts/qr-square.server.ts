import { drawQr } from "../../qr-path.server.ts";

export type Square = {
  uri: string;
  /** The same secret, by groups of four to be typed. */
  secret: string;
  size: number;
  /** Of an SVG whose unit is one module. */
  path: string;
};

/** Draws the address that an authenticator reads: on the server, where the library weighs nothing. */
export function drawSquare(uri: string): Square {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { uri, secret: secret.replace(/(.{4})(?=.)/g, "$1 "), ...drawQr(uri) };
}
