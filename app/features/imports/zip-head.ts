const LOCAL_HEADER = 0x04034b50;
const HEADER_BYTES = 30;
/** The sizes are written after the data: the next entry cannot be found from here. */
const SIZES_LATER = 0x08;

/**
 * The first bytes of the first `.xml` of a zip, from the zip's first bytes; null when they hold none, or are not a zip.
 * This is only a check before sending: the Worker reads the archive by its directory.
 */
export async function headOfZippedXml(zip: Uint8Array, max: number): Promise<Uint8Array | null> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let at = 0;
  while (at + HEADER_BYTES < zip.byteLength && view.getUint32(at, true) === LOCAL_HEADER) {
    const nameAt = at + HEADER_BYTES;
    const dataAt = nameAt + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(
      zip.subarray(nameAt, nameAt + view.getUint16(at + 26, true)),
    );
    if (/(^|\/)[^./][^/]*\.xml$/i.test(name)) {
      return await unpack(zip.subarray(dataAt), view.getUint16(at + 8, true), max);
    }
    if (view.getUint16(at + 6, true) & SIZES_LATER) return null;
    at = dataAt + view.getUint32(at + 18, true);
  }
  return null;
}

async function unpack(data: Uint8Array, method: number, max: number): Promise<Uint8Array | null> {
  if (method === 0) return data.subarray(0, max);
  if (method !== 8) return null;
  const packed = new Blob([new Uint8Array(data)]).stream();
  const reader = packed.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const head = new Uint8Array(max);
  let length = 0;
  try {
    while (length < max) {
      const { done, value } = await reader.read();
      if (done) break;
      head.set(value.subarray(0, max - length), length);
      length += Math.min(value.byteLength, max - length);
    }
    await reader.cancel();
  } catch {
    // The archive goes on beyond the bytes read here: the part unpacked so far is enough.
  }
  return head.subarray(0, length);
}
