import { env } from "cloudflare:workers";
import { enterResults } from "#worker/certifications/enter/enter-results.ts";
import { seedDemo } from "#worker/demo/seed.ts";
import type { Organization } from "#worker/organizations/access.ts";
import { DAY } from "#worker/platform/clock.ts";
import { aCampaign } from "./campaigns.ts";
import { aPerson, aSchool, importFile, inSchool, type Person, theBase } from "./factories.ts";
import { aResultFile, aRow } from "./result-file.ts";
import { aResult } from "./results.ts";
import { aSiecleFile, somePupils } from "./siecle-file.ts";

/** Two schools full of rows that name them, and one person for each role: what the walks over routes are tried on. */

export type Walked = {
  school: Organization;
  importId: string;
  /** A file of results with two rows that wait. */
  resultsId: string;
  userId: string;
  invitationId: string;
  documentId: string;
  pupilId: string;
  /** Two kept results: the page removes the one, the API the other. */
  resultOfPage: string;
  resultOfApi: string;
  /** Another pupil, whom the walk erases before it reads the first one's record. */
  erasedId: string;
  campaignId: string;
};

/**
 * What must appear in no answer to a person of another school: the marks in the names of people, pupils, files and
 * mails.
 */
export const CANARY = /canari/i;
/** The same, without the names of people. */
export const CANARY_OF_SCHOOL = /canari(eleve|sansine|\.xml)|collège canari/i;

async function join(school: Organization, person: Person, role: string, removedAt: number | null) {
  await env.DB.prepare(
    `INSERT INTO membership (organization_id, user_id, role, joined_at, removed_at)
     VALUES (?1, ?2, ?3, 1, ?4)`,
  )
    .bind(school.id, person.id, role, removedAt)
    .run();
}

/** Adds a member to the school. The walk searches every answer for this name and address. */
async function aMemberOf(school: Organization, role: string, removedAt: number | null = null) {
  const person = await aPerson("Canari Personne");
  await env.DB.prepare("UPDATE user SET email = 'canari-' || email WHERE id = ?1")
    .bind(person.id)
    .run();
  await join(school, person, role, removedAt);
  return person;
}

/** A school with some of every kind of data, and canaries in all of it. */
async function aFullSchool(
  school: Organization,
  { admin, member }: { admin: Person; member: Person },
): Promise<Walked> {
  const pupils = [
    ...somePupils(3).map((pupil) => ({ ...pupil, lastName: "CANARIELEVE" })),
    { ine: "", lastName: "CANARISANSINE" },
  ];
  // An import before the one that the walk undoes: its pupils stay.
  await importFile(school, admin, aSiecleFile(school, pupils.slice(0, 2)), "canari.xml");
  const [pupilId = "", erasedId = ""] = (await theBase(school)).map(({ id }) => id);
  const told = await importFile(school, admin, aSiecleFile(school, pupils), "canari.xml");
  await env.DB.prepare("UPDATE organization SET name = 'Collège Canari' WHERE id = ?1")
    .bind(school.id)
    .run();
  const invitationId = crypto.randomUUID();
  await env.DB.prepare(
    `INSERT INTO invitation (id, organization_id, purpose, email, role, token_hash, sent_at,
       expires_at, outbox_id)
     VALUES (?1, ?2, 'invitation', 'canari-invitee@essai.test', 'member', ?1, 1, ?3, ?1)`,
  )
    .bind(invitationId, school.id, Date.now() + DAY)
    .run();
  const resultsId = await aFileOfResults(school, admin);
  const documentId = await anArchive(school, admin);
  const [ofPage, ofApi] = [await aCanary(school), await aCanary(school)];
  const campaignId = await aCampaign(school);
  const ids = {
    ...{ campaignId, importId: told.id, resultsId, invitationId, documentId, pupilId, erasedId },
    ...{ resultOfPage: ofPage.number, resultOfApi: ofApi.number },
  };
  return { school, userId: member.id, ...ids };
}

function aCanary(school: Organization) {
  return aResult(school, { lastName: "CANARIELEVE", filename: "canari.xml" });
}

/** One row corrects a result; another has an unknown pupil, and the third an unknown class. */
async function aFileOfResults(school: Organization, user: Person): Promise<string> {
  const { number } = await aResult(school, { firstName: "Lila", lastName: "CANARIELEVE" });
  const Nom = "CANARIELEVE";
  const rows = [
    aRow({ Nom, Prénom: "Lila", "Numéro de certification": Number(number) }),
    aRow({ Nom, Prénom: "Inconnue" }),
    aRow({ Nom, Prénom: "Sans Classe" }),
  ];
  const organizationId = school.id;
  const entered = await enterResults(inSchool(school), {
    organizationId,
    user,
    filename: "canari.xml",
    body: new Blob([new Uint8Array(aResultFile(rows))]).stream(),
  });
  if (!entered.ok) throw new Error("the results of the walk were refused");
  await inSchool(school)
    .DB.prepare(
      `UPDATE certification_row SET reason = 'NO_CLASS',
       pupil_id = (SELECT id FROM pupil WHERE organization_id = ?2 LIMIT 1)
     WHERE import_id = ?1 AND line = 4`,
    )
    .bind(entered.importId, school.id)
    .run();
  return entered.importId;
}

async function anArchive(school: Organization, admin: Person): Promise<string> {
  const id = crypto.randomUUID();
  const key = `documents/${school.id}/${id}`;
  await env.FILES.put(key, "canari.xml");
  await inSchool(school)
    .DB.prepare(
      `INSERT INTO document (id, organization_id, kind, status, total, object_key, size, requested_by,
       created_at, heartbeat_at, expires_at)
     VALUES (?1, ?2, 'archive', 'done', 1, ?3, 10, ?4, ?5, ?5, ?6)`,
    )
    .bind(id, school.id, key, admin.id, Date.now(), Date.now() + DAY)
    .run();
  return id;
}

export async function aWorld() {
  // `/healthz` says 503 in the demo until it is seeded.
  await seedDemo(env);
  const [here, elsewhere] = [await aSchool(), await aSchool()];
  const admin = await aMemberOf(here, "admin");
  const member = await aMemberOf(here, "member");
  const stranger = await aPerson("Autre Administrateur");
  await join(elsewhere, stranger, "admin", null);
  return {
    walked: await aFullSchool(here, { admin, member }),
    elsewhere,
    people: {
      anonymous: null,
      none: await aPerson("Sans École"),
      removed: await aMemberOf(here, "admin", 2),
      stranger,
      member,
      admin,
    },
  };
}
