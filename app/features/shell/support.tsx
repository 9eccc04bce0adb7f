import { useRouteLoaderData } from "react-router";

type RootData = { requestId: string; support: string };

/** What the root loader gives this page; empty when the root itself failed. */
export function useRoot(): RootData | null {
  return useRouteLoaderData<RootData>("root") ?? null;
}

/** The support address of the installation; draws nothing while it is not configured. */
export function Support({ before }: { before: string }) {
  const support = useRoot()?.support;
  if (!support) return null;
  return (
    <>
      {before} <a href={`mailto:${support}`}>{support}</a>
    </>
  );
}
