/** The two kinds of database and the schema files of their tables (decision 0060). */
export const SCHEMAS = {
  central: [
    "accounts/schema",
    "journal/schema",
    "mail/schema",
    "organizations/schema",
    "platform/central-schema",
    "platform/schema",
    "team/schema",
  ],
  schools: [
    "campaigns/schema",
    "certifications/schema",
    "documents/schema",
    "imports/schema",
    "journal/schema",
    "platform/schema",
    "pupils/schema",
    "rights/schema",
    "schools/schema",
  ],
} as const;

export type DatabaseKind = keyof typeof SCHEMAS;
export const DATABASE_KINDS = Object.keys(SCHEMAS) as DatabaseKind[];
