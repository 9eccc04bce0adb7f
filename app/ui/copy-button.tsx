import { useState } from "react";
import { copying as words } from "#words/pages.ts";
import { Button } from "./button.tsx";
import { Copy } from "./icons.tsx";

/**
 * Copies a text to the clipboard and says so; `about` says what it is, for screen readers. Without JavaScript the
 * button is absent: the text itself is on the page.
 */
export function CopyButton(props: { text: string; about?: string; children: string }) {
  const { text, about, children } = props;
  const [message, setMessage] = useState("");
  const copy = async () => {
    setMessage("");
    try {
      await navigator.clipboard.writeText(text);
      setMessage(words.copied);
    } catch {
      setMessage(words.notCopied);
    }
  };
  return (
    <span className="needs-js copy">
      <Button quiet icon={Copy} onClick={copy}>
        {children}
        {about && <span className="hidden-visually">{about}</span>}
      </Button>{" "}
      <span role="status">{message}</span>
    </span>
  );
}
