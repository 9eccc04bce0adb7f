import { peek as words } from "../../i18n/imports.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { Question } from "./use-upload.ts";

/** Before a surprising file is sent: what it says of itself, and whether it is really the one. */
export function PeekDialog(props: {
  question: Question | null;
  uai: string;
  onSend: (file: File) => void;
  onOther: () => void;
  onClose: () => void;
}) {
  const { question } = props;
  const school = question?.warning === "OTHER_SCHOOL";
  const title = school ? words.otherSchool.title : words.otherExport.title;
  return (
    <ConfirmDialog open={question !== null} title={title} onClose={props.onClose}>
      {question && (
        <>
          <p>
            {school
              ? words.otherSchool.text(question.peek.uai, props.uai)
              : words.otherExport.text(question.peek.root)}
          </p>
          <p className="muted">
            {[question.file.name, words.about(question.peek.schoolYear, question.peek.exportedAt)]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <div className="actions">
            <Button onClick={props.onOther}>{words.other}</Button>
            <Button quiet onClick={() => props.onSend(question.file)}>
              {words.anyway}
            </Button>
          </div>
        </>
      )}
    </ConfirmDialog>
  );
}
