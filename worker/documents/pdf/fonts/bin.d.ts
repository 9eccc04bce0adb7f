/** Files that wrangler and its Vite plugin give as bytes. */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}
