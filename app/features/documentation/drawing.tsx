import type { ReactNode } from "react";
import type { DrawingName } from "#words/guide-pages.ts";

/** The content of the frame of each drawing, on 160 × 100. Classes give the colours of the theme. */
const PARTS: Record<DrawingName, ReactNode> = {
  menu: (
    <>
      <rect className="d-ink" x="8" y="8" width="44" height="84" rx="6" />
      <path className="d-on" d="M18 24h22M18 38h18M18 66h20M18 80h16" />
      <rect className="d-sun" x="12" y="45" width="36" height="14" rx="4" />
      <path className="d-line" d="M66 26h70M66 42h56M66 58h64" />
    </>
  ),
  form: (
    <>
      <path className="d-line" d="M28 20h30M28 50h42" />
      <rect className="d-box" x="28" y="25" width="104" height="15" rx="4" />
      <rect className="d-box" x="28" y="55" width="104" height="15" rx="4" />
      <rect className="d-sun" x="28" y="77" width="46" height="15" rx="5" />
    </>
  ),
  mail: (
    <>
      <rect className="d-box" x="34" y="24" width="92" height="58" rx="6" />
      <path className="d-brand" d="M36 28l44 32 44-32" />
      <circle className="d-sun" cx="126" cy="26" r="13" />
      <path className="d-mark" d="M120 26l4 4 8-8" />
    </>
  ),
  people: (
    <>
      <circle className="d-box" cx="60" cy="36" r="14" />
      <path className="d-box" d="M34 82c0-18 11-27 26-27s26 9 26 27z" />
      <circle className="d-tint" cx="104" cy="42" r="11" />
      <path className="d-tint" d="M84 82c0-14 8-22 20-22s21 8 21 22z" />
      <circle className="d-sun" cx="128" cy="28" r="12" />
      <path className="d-mark" d="M128 22v12M122 28h12" />
    </>
  ),
  export: (
    <>
      <rect className="d-box" x="20" y="16" width="66" height="68" rx="6" />
      <path className="d-line" d="M32 32h42M32 46h30M32 60h38" />
      <path className="d-brand" d="M98 50h36M122 38l14 12-14 12" />
      <rect className="d-sun" x="28" y="66" width="26" height="10" rx="3" />
    </>
  ),
  file: (
    <>
      <path className="d-box" d="M50 12h42l22 22v54H50z" />
      <path className="d-brand" d="M92 12v22h22" />
      <path className="d-line" d="M62 50h40M62 62h40M62 74h26" />
      <rect className="d-sun" x="34" y="58" width="40" height="18" rx="5" />
    </>
  ),
  drop: (
    <>
      <rect className="d-dash" x="16" y="14" width="128" height="72" rx="10" />
      <path className="d-box" d="M64 40h22l10 10v28H64z" />
      <path className="d-brand" d="M80 12v24M70 28l10 10 10-10" />
      <rect className="d-sun" x="104" y="62" width="30" height="12" rx="4" />
    </>
  ),
  progress: (
    <>
      <circle className="d-tint" cx="34" cy="34" r="14" />
      <path className="d-brand" d="M34 24a10 10 0 1 1-10 10" />
      <path className="d-line" d="M58 30h76M58 42h50" />
      <rect className="d-box" x="20" y="64" width="120" height="12" rx="6" />
      <rect className="d-fill" x="20" y="64" width="76" height="12" rx="6" />
    </>
  ),
  errors: (
    <>
      <rect className="d-box" x="22" y="14" width="116" height="30" rx="5" />
      <rect className="d-bad" x="22" y="14" width="6" height="30" />
      <path className="d-line" d="M40 25h66M40 34h44" />
      <rect className="d-box" x="22" y="56" width="116" height="30" rx="5" />
      <rect className="d-bad" x="22" y="56" width="6" height="30" />
      <path className="d-line" d="M40 67h54M40 76h70" />
    </>
  ),
  numbers: (
    <>
      <rect className="d-box" x="12" y="26" width="40" height="48" rx="6" />
      <rect className="d-box" x="60" y="26" width="40" height="48" rx="6" />
      <rect className="d-sun" x="108" y="26" width="40" height="48" rx="6" />
      <path className="d-brand" d="M24 46h16M32 38v16M72 40l8 14 8-14" />
      <path className="d-mark" d="M120 46h16" />
      <path className="d-line" d="M20 64h22M68 64h22" />
    </>
  ),
  archive: (
    <>
      <rect className="d-box" x="30" y="20" width="100" height="22" rx="5" />
      <path className="d-box" d="M36 42h88v44H36z" />
      <path className="d-brand" d="M80 50v22M70 63l10 10 10-10" />
      <rect className="d-sun" x="66" y="26" width="28" height="9" rx="4" />
    </>
  ),
  question: (
    <>
      <rect className="d-box" x="24" y="18" width="112" height="64" rx="8" />
      <path className="d-brand" d="M44 38a7 7 0 1 1 9 7v5M53 57v1" />
      <path className="d-line" d="M72 36h50M72 48h38" />
      <rect className="d-sun" x="72" y="60" width="28" height="13" rx="4" />
      <rect className="d-tint" x="104" y="60" width="24" height="13" rx="4" />
    </>
  ),
  undo: (
    <>
      <path className="d-brand" d="M62 34H96a22 22 0 0 1 0 44H66M74 20L58 34l16 14" />
      <path className="d-line" d="M20 66h28M20 78h20" />
      <circle className="d-sun" cx="122" cy="26" r="9" />
    </>
  ),
};

/** A drawing of ours beside a step: decorative, because the text says the same. */
export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg className="drawing" viewBox="0 0 160 100" aria-hidden="true">
      <rect className="d-paper" width="160" height="100" rx="12" />
      {PARTS[name]}
    </svg>
  );
}
