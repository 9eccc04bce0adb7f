/** A QR code, dark on white in both themes. `path` and `size` come from `drawQr`, `label` is read aloud. */
export function QrCode(props: { size: number; path: string; label: string; className: string }) {
  const { size, path } = props;
  return (
    <svg
      className={props.className}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={props.label}
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
