import { data } from "react-router";

/** The form a page was sent. A body that is none, or that breaks on its way, is refused (400): not our failure. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw data(null, { status: 400 });
  }
}
