import { getSession, listSchools, type PageContext, type SchoolSummary } from "../../context.ts";

export type ShellFacts = {
  /** Id of the person. */
  account: string;
  userName: string;
  /** The school that the menu leads to. */
  school: SchoolSummary;
  schools: SchoolSummary[];
};

/**
 * What the menu needs on a page outside any school: that of the school opened last. Null for a visitor who is not
 * signed in, or who has no school.
 */
export async function readShell(context: PageContext): Promise<ShellFacts | null> {
  const session = await getSession(context);
  if (!session) return null;
  const { id: account, name: userName } = session.user;
  const schools = listSchools(session);
  const [school] = schools;
  return school ? { account, userName, school, schools } : null;
}
