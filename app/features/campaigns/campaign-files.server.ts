import { data } from "react-router";
import { campaignFiles as words } from "#words/campaign-files.ts";
import { resultFileRefusals } from "#words/campaigns.ts";
import { enterCampaignFile } from "#worker/campaigns/files/enter-file.ts";
import { statusOfFile } from "#worker/campaigns/files/file-status.ts";
import { BodyInterrupted, wholeBody } from "#worker/platform/body-windows.ts";
import { MAX_CAMPAIGN_FILE_BYTES } from "#worker/platform/bounds.ts";
import type { SentFile } from "#worker/platform/multipart.ts";
import type { CurrentMember } from "../../context.ts";
import type { UploadAnswer } from "./upload-answer.ts";

/**
 * Stores the file of the form; a file that would create a campaign is only previewed until its sender confirms
 * (`sure`).
 */
export async function takeResultsFile(
  member: CurrentMember,
  input: { file: SentFile | null; sure: boolean },
) {
  const { file } = input;
  if (!file || file.name === "") return refusal("", 400, words.none);
  if (file.size === 0) return refusal(file.name, 422, words.empty);
  const bytes = await readBytes(file);
  if (bytes === "interrupted") return refusal(file.name, 400, resultFileRefusals.INTERRUPTED);
  if (bytes === null) return refusal(file.name, 413, resultFileRefusals.TOO_LARGE);
  const { env, organization, user } = member;
  const enter = (preview: boolean) =>
    enterCampaignFile(env, {
      ...{ organizationId: organization.id, user, body: bytes, preview },
      filename: file.name,
    });
  const first = await enter(!input.sure);
  const entered =
    first.ok && !input.sure && !first.report.campaign.created ? await enter(false) : first;
  if (!entered.ok) {
    const { code, line } = entered;
    const at = line === undefined ? "" : words.at(line);
    return refusal(file.name, statusOfFile(code), `${at}${resultFileRefusals[code]}`);
  }
  const { report, target } = entered;
  const { code, kind, level } = target;
  const answer: UploadAnswer =
    report.campaign.created && !input.sure
      ? { kind: "asks", filename: file.name, report, target: { code, kind, level } }
      : { kind: "done", filename: file.name, report };
  return data<UploadAnswer>(answer);
}

export function refusal(filename: string, status: number, message: string) {
  return data<UploadAnswer>({ kind: "refused", filename, message }, { status });
}

async function readBytes(file: SentFile): Promise<Uint8Array | null | "interrupted"> {
  if (file.size > MAX_CAMPAIGN_FILE_BYTES) return null;
  try {
    return await wholeBody(file.stream(), MAX_CAMPAIGN_FILE_BYTES);
  } catch (error) {
    if (error instanceof BodyInterrupted) return "interrupted";
    throw error;
  }
}
