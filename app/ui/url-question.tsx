import type { ReactNode } from "react";
import { useNavigate, useNavigation } from "react-router";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/**
 * A question that the URL asks: closing it goes `back`; answered, it goes at once, and what the answer did
 * takes the focus. Without JavaScript it stands in the page.
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
