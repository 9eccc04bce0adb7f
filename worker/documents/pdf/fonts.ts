import bold from "./fonts/noto-sans-bold.bin";
import regular from "./fonts/noto-sans-regular.bin";
import type { Fonts } from "./pdf-writer.ts";

/** Noto Sans, its Latin, Greek and Cyrillic letters (`fonts/README.md`): bundled with the Worker, not fetched. */
export const FONTS: Fonts = { regular: new Uint8Array(regular), bold: new Uint8Array(bold) };
