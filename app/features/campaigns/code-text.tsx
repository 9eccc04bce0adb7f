import { Fragment } from "react";

/** A code by groups of three: the gaps are margins, so that a copy has none. */
export function CodeText({ code }: { code: string }) {
  const groups = code.match(/.{1,3}/g) ?? [];
  return (
    <code className="camp-code">
      {groups.map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one code
        <span key={place}>{group}</span>
      ))}
    </code>
  );
}

/** A link that may break before its code, never within it. */
export function LinkText({ link, code }: { link: string; code: string }) {
  const [before = "", after = ""] = link.replace(/^https:\/\//, "").split(code);
  return (
    <Fragment>
      {before}
      <wbr />
      <span className="camp-whole">{code}</span>
      {after}
    </Fragment>
  );
}
