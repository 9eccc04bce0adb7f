import { useRouteLoaderData } from "react-router";

type RootData = { requestId: string; support: string };

/** What the root loader gives this page; empty when the root itself failed. */
export function useRoot(): RootData | null {
  return useRouteLoaderData<RootData>("root") ?? null;
}

/** The support address of the installation; while it is not configured, `otherwise`, or nothing. */
export function Support({ before, otherwise }: { before: string; otherwise?: string }) {
  const support = useRoot()?.support;
  if (!support) return otherwise ?? null;
  return (
    <>
      {before} <a href={`mailto:${support}`}>{support}</a>
    </>
  );
}
