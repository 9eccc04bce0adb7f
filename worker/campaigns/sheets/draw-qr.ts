import { encode } from "uqr";
import type { Ink, Page } from "../../documents/pdf/pdf-writer.ts";

const BLACK: Ink = [0, 0, 0];

/**
 * Draws only the QR code of `link`, `size` points wide. The caller leaves the white margin of four modules that
 * readers need. A run of dark modules is one box: readers see no seam.
 */
export function drawQr(
  page: Page,
  link: string,
  place: { x: number; y: number; size: number },
): void {
  const { data, size } = encode(link, { ecc: "M", border: 0 });
  const unit = place.size / size;
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      let end = x;
      while (row[end + 1]) end += 1;
      const box = { x: place.x + x * unit, y: place.y + y * unit, height: unit };
      page.box({ ...box, width: (end - x + 1) * unit, ink: BLACK });
      x = end;
    }
  }
}
