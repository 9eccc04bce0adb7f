import { useRouteLoaderData } from "react-router";

type RootData = { requestId: string; support: string };

/** What the root loader says of this page, and nothing when it is the root that failed. */
export function useRoot(): RootData | null {
  return useRouteLoaderData<RootData>("root") ?? null;
}

/** The address of the people who run the service; nothing while it is not filled in. */
export function Support({ before }: { before: string }) {
  const support = useRoot()?.support;
  if (!support) return null;
  return (
    <>
      {before} <a href={`mailto:${support}`}>{support}</a>
    </>
  );
}
