import { Form } from "react-router";
import { campaignName, doubtfulCode } from "#words/campaigns.ts";
import { createWords as words } from "#words/campaigns-create.ts";
import type { Planned } from "#worker/campaigns/create/plan-campaigns.ts";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { Notice } from "../../ui/notice.tsx";
import { CodeText } from "./code-text.tsx";
import { type CreateValues, dueName } from "./create-form.ts";

export type Preview = { created: number; filled: number; planned: Planned[] };

const COLUMNS: Array<Column<Planned>> = [
  {
    key: "kind",
    label: words.columns.kind,
    heads: true,
    cell: ({ campaign }) => campaign.name || campaignName(campaign),
  },
  {
    key: "code",
    label: words.columns.code,
    cell: ({ campaign }) =>
      campaign.code === null ? words.noCode : <CodeText code={campaign.code} />,
  },
  {
    key: "dueOn",
    label: words.columns.dueOn,
    cell: ({ campaign }) => (campaign.dueOn === null ? words.noDate : words.date(campaign.dueOn)),
  },
  { key: "what", label: words.columns.what, cell: ({ outcome }) => words.outcomes[outcome] },
];

/** What the form would create, and the one button that creates it. */
export function CreatePreview(props: { preview: Preview; values: CreateValues; attempt: unknown }) {
  const { preview, values } = props;
  const { created, filled, planned } = preview;
  const doubtful = planned.filter((one) => one.doubtful);
  return (
    <>
      <Notice focused attempt={props.attempt}>
        <h2>{words.previewTitle}</h2>
        {created + filled === 0 && <p>{words.nothing}</p>}
      </Notice>
      <section className="card">
        <DataTable
          caption={words.previewCaption}
          columns={COLUMNS}
          rows={planned}
          rowKey={(_, place) => String(place)}
        />
        {doubtful.length > 0 && (
          <Notice tone="warn">
            <ul>
              {doubtful.map(({ line, campaign }) => (
                <li key={campaign.id}>
                  {line > 0
                    ? words.doubtful(line, campaign.code ?? "")
                    : words.doubtfulOther(campaign.code ?? "")}
                  {doubtfulCode}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {created + filled > 0 && (
          <Form method="post" className="camp-undo">
            <Sent values={values} />
            <Button type="submit" name="intent" value="confirm">
              {words.save(created, filled)}
            </Button>
          </Form>
        )}
      </section>
    </>
  );
}

/** The form as it was sent, in hidden fields, so that what was previewed is what is created. */
function Sent({ values }: { values: CreateValues }) {
  return (
    <>
      <input type="hidden" name="codes" value={values.codes} />
      <input type="hidden" name="kindOfCodes" value={values.kindOfCodes} />
      {values.ticked.map((name) => (
        <input key={name} type="hidden" name={name} value="yes" />
      ))}
      {Object.entries(values.due).map(([kind, date]) => (
        <input key={kind} type="hidden" name={dueName(kind)} value={date} />
      ))}
    </>
  );
}
