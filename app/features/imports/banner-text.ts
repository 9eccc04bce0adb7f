import { banner } from "#words/import-banner.ts";
import { type Import, isActive } from "#worker/imports/view.ts";
import { readPercent } from "./progress.ts";

export type BannerText = { tone: "info" | "ok" | "warn" | "bad"; text: string; link: string };

/**
 * The banner's sentence about an import; null when there is nothing to say, or when it ended before `since` (ISO).
 * Members read it too: it holds no personal data of pupils.
 */
export function writeBanner(one: Import, since: string): BannerText | null {
  if (one.status === "awaiting-confirmation") {
    return { tone: "warn", text: banner.active(banner[one.status]), link: banner.see };
  }
  if (isActive(one.status)) {
    const step = one.status === "reading" ? banner.reading(readPercent(one)) : banner[one.status];
    return { tone: "info", text: banner.active(step), link: banner.see };
  }
  const ended = one.finishedAt ?? one.createdAt;
  if (ended < since) return null;
  switch (one.status) {
    case "done":
      return { tone: "ok", text: banner.done(ended, one.createdBy), link: banner.result };
    case "refused":
      return { tone: "bad", text: banner.refused(one.createdAt), link: banner.errors };
    case "failed":
      return { tone: "bad", text: banner.failed(one.createdAt), link: banner.see };
    default:
      return null;
  }
}
