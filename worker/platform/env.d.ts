/** Secrets and variables that `wrangler.toml` does not declare: merged into the generated bindings. */
interface __BaseEnv_Env {
  /** Secret, at least 32 characters: signs the session cookies. Without it nothing is served. */
  AUTH_SECRET: string;
  /** Secret, only while `AUTH_SECRET` is changed: the one before (docs/operations.md). */
  AUTH_SECRET_PREVIOUS?: string;
  /** Secret: opens `/api/operator` to the operator of the installation. Without it nobody gets in there. */
  OPERATOR_TOKEN?: string;
  /** "true" only for `npm start` and the tests; refused on any host that is not local. */
  DEMO?: string;
  /** JSON: overrides of the built-in programme of campaigns (`worker/campaigns/programme.ts`). */
  CAMPAIGN_PROGRAMME?: string;
  /** "eu" once deployed; unset locally, where workerd has no jurisdictions. */
  JURISDICTION?: "eu";
}
