import { isYearLevel, YEAR_LEVELS, type YearLevel } from "../pupils/level.ts";
import { CAMPAIGN_KINDS, type CampaignKind } from "./view.ts";

/** The site where campaigns are created and taken, and the links built from codes. */
export type Provider = {
  id: string;
  name: string;
  /** Hosts whose links are accepted, without port. */
  hosts: string[];
  /** The link that a pupil opens; `{code}` stands for the code. */
  link: string;
  /** Where the school creates a code. */
  creation: string;
};

export type KindProgramme = {
  /** Levels for which it is possible. */
  levels: YearLevel[];
  /** Levels for which it is proposed. */
  proposed: YearLevel[];
  /** `MM-DD` within a school year; null without an official date. */
  due: string | null;
  /** ISO dates of the known years. */
  dueOf: Record<string, string>;
};

export type Programme = { provider: Provider; kinds: Record<CampaignKind, KindProgramme> };

const EVERY: YearLevel[] = [...YEAR_LEVELS];
const NAMED = EVERY.filter((level) => level !== "Autre");

/**
 * The programme of the country: the campaigns that a school owes at each level, and their due dates. An operator
 * replaces any part of it by the variable `CAMPAIGN_PROGRAMME`. Source: `docs/domain/campaigns.md` 1.4.
 */
export const DEFAULT_PROGRAMME: Programme = {
  provider: {
    id: "pix",
    name: "Pix",
    hosts: ["app.pix.fr", "app.pix.org"],
    link: "https://app.pix.fr/campagnes/{code}",
    creation: "https://orga.pix.fr/campagnes/creation",
  },
  kinds: {
    // Before the autumn holidays, which begin on another Saturday each year.
    rentree: {
      levels: EVERY,
      proposed: NAMED,
      due: "10-16",
      dueOf: { "2025-2026": "2025-10-17", "2026-2027": "2026-10-16" },
    },
    "attestation-6e": { levels: ["6e"], proposed: ["6e"], due: "06-30", dueOf: {} },
    "pix-ia": {
      levels: ["4e", "2de", "CAP1"],
      proposed: ["4e", "2de", "CAP1"],
      due: "06-30",
      dueOf: {},
    },
    collecte: { levels: EVERY, proposed: ["3e", "Tle"], due: null, dueOf: {} },
    autre: { levels: EVERY, proposed: [], due: null, dueOf: {} },
  },
};

/** The programme of this deployment. Throws when the configuration is invalid, rather than guess another one. */
export function readProgramme(config: { CAMPAIGN_PROGRAMME?: string }): Programme {
  if (!config.CAMPAIGN_PROGRAMME) return DEFAULT_PROGRAMME;
  const given: Partial<Programme> = JSON.parse(config.CAMPAIGN_PROGRAMME);
  const provider = { ...DEFAULT_PROGRAMME.provider, ...given.provider };
  const links = [provider.link, provider.creation];
  if (!provider.link.includes("{code}") || !links.every((link) => link.startsWith("https://"))) {
    throw new Error("CAMPAIGN_PROGRAMME: the provider's links are https, and one holds {code}");
  }
  const kinds = { ...DEFAULT_PROGRAMME.kinds };
  for (const kind of CAMPAIGN_KINDS) {
    kinds[kind] = { ...kinds[kind], ...given.kinds?.[kind] };
    checkKind(kind, kinds[kind]);
  }
  return { provider, kinds };
}

function checkKind(kind: CampaignKind, { levels, proposed, due, dueOf }: KindProgramme): void {
  const isDated = Object.values(dueOf).every((day) => /^20\d\d-\d\d-\d\d$/.test(day));
  if (
    ![...levels, ...proposed].every(isYearLevel) ||
    !isDated ||
    !(due === null || /^\d\d-\d\d$/.test(due))
  ) {
    throw new Error(`CAMPAIGN_PROGRAMME: levels, "due" (MM-DD) or "dueOf" (ISO dates) of ${kind}`);
  }
}

/** ISO due date of a kind of campaign in a school year (`2026-2027`); null without one. */
export function dueDate(programme: Programme, kind: CampaignKind, year: string): string | null {
  const { due, dueOf } = programme.kinds[kind];
  if (dueOf[year]) return dueOf[year];
  if (due === null) return null;
  return `${due >= "08" ? year.slice(0, 4) : year.slice(5)}-${due}`;
}

/** The link of a code; null without a code. */
export function linkOf(programme: Programme, code: string | null): string | null {
  return code && programme.provider.link.replace("{code}", code);
}

/** `2026-2027`, from 2000 to 2099. */
export function isSchoolYear(value: unknown): value is string {
  const found = typeof value === "string" ? /^(20\d\d)-(20\d\d)$/.exec(value) : null;
  return found !== null && Number(found[1]) + 1 === Number(found[2]);
}
