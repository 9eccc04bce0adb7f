import { otherYear } from "#words/import-waiting.ts";
import { peek as words } from "#words/imports.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { Question } from "./use-upload.ts";

/** Before a surprising file is sent: shows what the file says of itself, and asks whether it is the right one. */
export function PeekDialog(props: {
  question: Question | null;
  uai: string;
  schoolYear: string;
  onSend: (question: Question) => void;
  onOther: () => void;
  onClose: () => void;
}) {
  const { question } = props;
  return (
    <ConfirmDialog
      open={question !== null}
      title={words.title[question?.warning ?? "OTHER_EXPORT"]}
      onClose={props.onClose}
    >
      {question && (
        <>
          <p>{warningText(question, props)}</p>
          <p className="muted">
            {[question.file.name, words.about(question.peek.schoolYear, question.peek.exportedAt)]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <div className="actions">
            <Button onClick={props.onOther}>{words.other}</Button>
            <Button quiet onClick={() => props.onSend(question)}>
              {words.anyway}
            </Button>
          </div>
        </>
      )}
    </ConfirmDialog>
  );
}

function warningText(
  { warning, peek }: Question,
  school: { uai: string; schoolYear: string },
): string {
  if (warning === "OTHER_SCHOOL") return words.otherSchool(peek.uai, school.uai);
  if (warning === "OTHER_EXPORT") return words.otherExport(peek.root);
  return `${otherYear(peek.schoolYear, peek.exportedAt, school.schoolYear)} ${words.waits}`;
}
