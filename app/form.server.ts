import { data } from "react-router";

/** The form a page was sent. A body that is none is refused as such (400): it is not our failure. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw data(null, { status: 400 });
    throw error;
  }
}
