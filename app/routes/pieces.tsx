import { type ReactNode, useState } from "react";
import { data } from "react-router";
import { pageTitle } from "#words/pages.ts";
import { pieces as words } from "#words/pieces.ts";
import { getEnv } from "../context.ts";
import { Alone } from "../features/shell/alone.tsx";
import { paths } from "../paths.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { Field } from "../ui/field.tsx";
import { CircleAlert, CircleCheck, LoaderCircle, Search, TriangleAlert } from "../ui/icons.tsx";
import { Notice } from "../ui/notice.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { StatusCard } from "../ui/status-card.tsx";
import type { Route } from "./+types/pieces.ts";

const ICONS = { info: LoaderCircle, ok: CircleCheck, warn: CircleAlert, bad: TriangleAlert };
const TONES = ["info", "ok", "warn", "bad"] as const;
const DRAWINGS = ["list", "search", "done"] as const;

export function loader({ context }: Route.LoaderArgs) {
  if (getEnv(context).DEMO !== "true") throw data(null, { status: 404 });
  return null;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export default function Pieces() {
  return (
    <Alone wide>
      <title>{pageTitle(words.title)}</title>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p className="lead">{words.intro}</p>
      <Part title={words.buttons}>
        <p className="actions">
          <Button>{words.primary}</Button>
          <Button quiet icon={Search}>
            {words.quiet}
          </Button>
          <Button look="danger">{words.danger}</Button>
          <Button aria-disabled>{words.disabled}</Button>
          <ButtonLink to={paths.pieces()} quiet>
            {words.link}
          </ButtonLink>
        </p>
      </Part>
      <Part title={words.fields}>
        <ErrorSummary fields={[{ id: "piece-wrong", errors: [words.fieldError] }]} attempt={null} />
        <Field id="piece-right" label={words.field} name="right" type="text" />
        <Field
          id="piece-wrong"
          label={words.fieldWrong}
          name="wrong"
          type="email"
          errors={[words.fieldError]}
        />
      </Part>
      <Part title={words.notices}>
        {(["info", "warn", "bad"] as const).map((tone) => (
          <Notice key={tone} tone={tone}>
            <h3>{words.noticeTitle}</h3>
            <p>{words.noticeText}</p>
          </Notice>
        ))}
      </Part>
      <h2>{words.cards}</h2>
      {TONES.map((tone) => (
        <StatusCard
          key={tone}
          tone={tone}
          icon={ICONS[tone]}
          title={words.cardTitles[tone]}
          lead={<p className="muted">{words.cardText}</p>}
          action={<Button quiet>{words.quiet}</Button>}
        />
      ))}
      <Part title={words.tags}>
        <p className="actions">
          <span className="tag">{words.tag}</span>
          {(["ok", "warn", "bad"] as const).map((tone) => (
            <span key={tone} className={`tag ${tone}`}>
              {words.tag}
            </span>
          ))}
        </p>
      </Part>
      <Part title={words.table}>
        <DataTable
          caption={words.tableCaption}
          columns={[
            {
              key: "name",
              label: words.columns.name,
              heads: true,
              sortable: true,
              cell: ({ name }) => name,
            },
            {
              key: "division",
              label: words.columns.division,
              sortable: true,
              cell: ({ division }) => division,
            },
          ]}
          rows={words.rows}
          rowKey={({ name }) => name}
          sort="name"
        />
        <Pagination page={2} pageSize={50} total={640} />
      </Part>
      <Part title={words.empty}>
        {DRAWINGS.map((drawing) => (
          <EmptyState key={drawing} title={words.emptyTitles[drawing]} drawing={drawing}>
            <p>{words.emptyText}</p>
          </EmptyState>
        ))}
      </Part>
      <Question />
    </Alone>
  );
}

function Question() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Part title={words.dialog}>
      <Button onClick={() => setOpen(true)}>{words.dialogOpen}</Button>
      <ConfirmDialog open={open} title={words.dialogTitle} onClose={close}>
        <Button onClick={close}>{words.dialogYes}</Button>
      </ConfirmDialog>
    </Part>
  );
}
