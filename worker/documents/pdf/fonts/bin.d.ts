/** Files that wrangler and its Vite plugin import as bytes. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
