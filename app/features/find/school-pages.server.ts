import { accountWords } from "#words/accounts.ts";
import { campaignWaiting } from "#words/campaign-waiting.ts";
import { createWords } from "#words/campaigns-create.ts";
import { archiveWords } from "#words/campaigns-page.ts";
import { pageWords } from "#words/find.ts";
import { importPage } from "#words/imports.ts";
import { shell } from "#words/pages.ts";
import { waiting } from "#words/results.ts";
import { invitations, inviting } from "#words/team.ts";
import { paths } from "../../paths.ts";
import { type Findable, findPages } from "../documentation/search.ts";

export type FoundPage = { to: string; title: string };
type SchoolPage = FoundPage & Findable & { adminOnly?: true };

/** The pages of a school that this person may open, by their names or by what people call them. */
export function findSchoolPages(
  query: string,
  { uai, role }: { uai: string; role: "admin" | "member" },
): FoundPage[] {
  const open = pagesOf(uai).filter(({ adminOnly }) => !adminOnly || role === "admin");
  const { whole, pages } = findPages(open, query);
  return whole ? pages.map(({ to, title }) => ({ to, title })) : [];
}

/** All of them, for any role. */
export function pagesOf(uai: string): SchoolPage[] {
  const page = (to: string, title: string, text: string): SchoolPage => ({ to, title, text });
  const admin = (to: string, title: string, text: string): SchoolPage => ({
    ...page(to, title, text),
    adminOnly: true,
  });
  return [
    page(paths.school(uai), shell.home, pageWords.home),
    page(paths.campaigns(uai), shell.campaigns, pageWords.campaigns),
    admin(paths.createCampaigns(uai), createWords.title, pageWords.createCampaigns),
    admin(paths.waitingLines(uai), campaignWaiting.title, pageWords.waitingLines),
    page(paths.archivedCampaigns(uai), archiveWords.title, pageWords.archivedCampaigns),
    admin(paths.certifications(uai), shell.certifications, pageWords.certifications),
    admin(paths.unmatchedResults(uai), waiting.title, pageWords.waitingResults),
    page(paths.pupils(uai), shell.pupils, pageWords.pupils),
    admin(paths.importPupils(uai), importPage.title, pageWords.importPupils),
    page(paths.team(uai), shell.team, pageWords.team),
    admin(paths.invitations(uai), invitations.title, pageWords.invitations),
    admin(paths.invite(uai), inviting.title, pageWords.invite),
    admin(paths.journal(uai), shell.journal, pageWords.journal),
    page(paths.account(), accountWords.title, pageWords.account),
  ];
}
