import type { Held } from "#words/privacy.ts";

/** Not about a person: a timestamp, a state, a count, an id of something that is not a person. */
type Nobody = "none";

/**
 * Every column of the database, under the line of the page « Données personnelles » that describes it: that line says
 * whose data it is, why and how long it is kept. A column that is missing here fails `personal-data.test.ts`. An id of
 * a pupil or of a person counts as personal: it is a pseudonym.
 */
export const COLUMNS: Record<string, Partial<Record<Held | Nobody, string>>> = {
  user: {
    account: "id name email image two_factor_enabled import_news terms_version terms_accepted_at",
    none: "email_verified created_at updated_at",
  },
  account: {
    account: `id user_id account_id password access_token refresh_token id_token scope`,
    none: "provider_id access_token_expires_at refresh_token_expires_at created_at updated_at",
  },
  two_factor: {
    account: "id user_id secret backup_codes",
    none: "verified failed_verification_count locked_until",
  },
  session: {
    session: "id user_id token ip_address user_agent created_at",
    none: "expires_at updated_at",
  },
  verification: { challenge: "id identifier value", none: "expires_at created_at updated_at" },
  account_link: { accountLink: "token_hash user_id purpose sent_at used_at", none: "expires_at" },
  known_place: { knownPlace: "key user_id seen_at" },
  attempt: { attempt: "key at" },
  membership: {
    membership: "user_id role joined_at last_seen_at removed_at",
    none: "organization_id",
  },
  invitation: {
    invitation: "email role token_hash invited_by sent_at used_by used_at",
    none: "id organization_id purpose state expires_at outbox_id reminded_at cancelled_at",
  },
  invitation_link: { invitation: "token_hash", none: "invitation_id sent_at" },
  outbox: {
    mail: "recipient subject text html sent_at",
    none: "id organization_id kind state attempts leased_until created_at refusal cause next_at expires_at",
  },
  announcement: { none: "subject state at" },
  mail_pause: { none: "id since probe_at failures cause code" },
  journal: { journal: "at user_id event subject detail", none: "organization_id n" },
  import: {
    author: "created_by created_by_name confirmed_by filename",
    upload: "source_key plain_key",
    none: `id organization_id format kind status epoch seq source_size bytes total_bytes row_count cursor
      school_year exported_at fault added changed unchanged reactivated deactivated skipped error_count
      active_before brake older_than base_version_seen base_version_after created_at heartbeat_at finished_at
      undone_at cleaned purged news_due number revision preview reasons found_again left_out leavers_seen_at`,
  },
  import_row: {
    upload: `eleve_id ine last_name usual_name first_name middle_name third_name sex birth_date
      birth_city birth_city_code birth_department birth_country mef status division search
      errors skip left_on`,
    none: "import_id ordinal line",
  },
  import_class: { upload: "eleve_id division", none: "import_id ordinal" },
  import_error: { importDetail: "ine pupil detail", none: "import_id ordinal code line field" },
  import_skip: {
    importDetail: "ine pupil division left_on",
    none: "import_id ordinal reason line",
  },
  import_anomaly: {
    importDetail: "pupil_id other_pupil_id pupil division before after",
    none: "import_id kind ordinal",
  },
  pupil_change: {
    pupilChange: "pupil_id kind diff new_schooling schooling_before reason left_on",
    none: "organization_id import_number ordinal",
  },
  pupil: {
    pupil: `id ine last_name usual_name first_name middle_name third_name sex birth_date birth_city
      birth_city_code birth_department birth_country mef status division search
      deactivated_at leaving_reason left_on`,
    none: "organization_id",
  },
  schooling: { pupil: "pupil_id year division mef", none: "organization_id" },
  certification: {
    result: `number pupil_id first_name last_name birth_date birth_city external_id type status level score
      competences complementary comment session center taken_on delivered_on verification_code version
      school_year division search`,
    none: "organization_id file by_hand",
  },
  certification_import: {
    author: "user_id imported_by filename",
    none: `id organization_id number file_division at heartbeat_at state rows added corrected unchanged unmatched`,
  },
  certification_row: {
    waitingResult: `number ine first_name last_name birth_date birth_city external_id type status level score
      competences complementary comment session center taken_on delivered_on verification_code version
      school_year division search match_key usual_key first_key pupil_id`,
    none: "import_id line organization_id known reason",
  },
  certification_history: {
    resultHistory: "number before after",
    none: "organization_id import_id at",
  },
  campaign: {
    author: "created_by",
    none: `id organization_id school_year ends_in kind level variant name provider code external_id due_on state
      created_at made_by_file revision`,
  },
  campaign_reading: { none: "organization_id token heartbeat_at" },
  campaign_exception: {
    campaignResult: "target",
    none: "organization_id campaign_id scope is_in",
  },
  campaign_file: {
    author: "filename uploaded_by uploaded_by_name",
    none: `id organization_id campaign_id as_of rows matched waiting staff unchanged older uploaded_at
      undone_at purged_at`,
  },
  campaign_line: {
    campaignResult: `id started_on rank at mastery pix pupil_id found_in`,
    campaignWaiting: "fact last_name first_name name_key division division_key",
    none: "organization_id campaign_id file_id line twin answer reason",
  },
  campaign_answer: {
    campaignAnswer: "name_key division_key started_on pupil_id answer",
    author: "user_id",
    none: "organization_id school_year twin at",
  },
  campaign_archived: {
    campaignResult: "pupil_id division rank at mastery pix is_left",
    none: "organization_id campaign_id",
  },
  document: {
    document: "selection content_hash object_key requested_by",
    none: `id organization_id kind status attempt done total size created_at heartbeat_at expires_at`,
  },
  organization: {
    none: `id uai name kind mailbox academy city postal_code type state shard swept_at`,
  },
  departure: {
    none: "organization_id school_year warned_at mailed_at due_at pupils results erased_at",
  },
  certification_figure: {
    none: "organization_id school_year division type status results scored scores",
  },
  school: { none: "id next_pupil base_version see_first visited_at swept_at" },
  _assert: { none: "ok" },
  sweep_run: { none: "name last_run_at ms failed" },
};
