import { encode } from "uqr";

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
  const { data, size } = encode(uri, { ecc: "M", border: 4 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { uri, secret: secret.replace(/(.{4})(?=.)/g, "$1 "), size, path };
}
