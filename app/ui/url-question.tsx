import type { ReactNode } from "react";
import { useNavigate, useNavigation } from "react-router";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/**
 * A question asked by the URL: closing it goes `back`; answering closes it at once, and the result takes the focus.
 * Without JavaScript it stands in the page.
 */
export function UrlQuestion(props: {
  asked: boolean;
  title: string;
  back: string;
  children: ReactNode;
}) {
  const { asked, back } = props;
  const navigate = useNavigate();
  const sending = useNavigation().formMethod === "POST";
  const close = () => {
    if (asked && !sending) navigate(back, { replace: true, preventScrollReset: true });
  };
  return (
    <ConfirmDialog open={asked && !sending} title={props.title} onClose={close}>
      {props.children}
    </ConfirmDialog>
  );
}
