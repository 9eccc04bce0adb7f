/** An address that may break where it reads well, before its `@` and its dots, and nowhere else. */
export function Address({ email }: { email: string }) {
  return (
    email
      .split(/(?=[@.])/)
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which never move
      .flatMap((part, place) => (place === 0 ? part : [<wbr key={place} />, part]))
  );
}
