/** R2 wants parts of at least 5 MiB, all of one size but the last. */
const PART_BYTES = 5 * 1024 * 1024;

/**
 * Writes an object of unknown length without holding it in memory: one `put` when it fits in a part, a multipart upload
 * otherwise. Nothing is visible before `complete`. `onPart` runs after each stored part.
 */
export function createPartWriter(
  env: Pick<Env, "FILES">,
  key: string,
  onPart: () => Promise<void>,
) {
  const buffer = new Uint8Array(PART_BYTES);
  const parts: R2UploadedPart[] = [];
  let upload: R2MultipartUpload | null = null;
  let filled = 0;

  async function flush() {
    upload ??= await env.FILES.createMultipartUpload(key);
    parts.push(await upload.uploadPart(parts.length + 1, buffer.subarray(0, filled)));
    filled = 0;
    await onPart();
  }

  return {
    async write(chunk: Uint8Array): Promise<void> {
      let rest = chunk;
      while (rest.byteLength > 0) {
        const taken = rest.subarray(0, PART_BYTES - filled);
        buffer.set(taken, filled);
        filled += taken.byteLength;
        rest = rest.subarray(taken.byteLength);
        if (filled === PART_BYTES) await flush();
      }
    },
    async complete(): Promise<void> {
      if (!upload) {
        await env.FILES.put(key, buffer.subarray(0, filled));
        return;
      }
      if (filled > 0) await flush();
      await upload.complete(parts);
    },
    async abort(): Promise<void> {
      await upload?.abort();
    },
  };
}
