import { data } from "react-router";
import type { SentForm } from "#worker/platform/multipart.ts";
import { getSent, getSession, type PageContext } from "./context.ts";

/** The fields of the form that a page was sent: few, short, with plain names (`worker/gate.ts`). */
export function readForm(context: PageContext): FormData {
  return readFileForm(context).fields;
}

/** The same with its file, which is not read yet. Throws the status of a form that the gate refused. */
export function readFileForm(context: PageContext): SentForm {
  const sent = getSent(context);
  if (!sent || "status" in sent) throw data(null, { status: sent?.status ?? 400 });
  return sent;
}

/** The gate found the file too long: the page states the limit. */
export function isFileTooLarge(context: PageContext): boolean {
  const sent = getSent(context);
  return sent !== null && "status" in sent && "file" in sent;
}

/**
 * Before every page: a form that the gate refused reaches no action, not even one that reads no form. A file that is
 * too long is left to its page, if its sender may see that page.
 */
export async function refuseForm(context: PageContext): Promise<void> {
  const sent = getSent(context);
  if (!sent || !("status" in sent)) return;
  if (isFileTooLarge(context) && (await getSession(context))) return;
  throw data(null, { status: sent.status });
}
