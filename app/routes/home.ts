// TEMPORARY STUB by the lead: overwrite it.
export function loader() {
  return new Response("stub");
}
