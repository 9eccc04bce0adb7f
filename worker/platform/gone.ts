/** What was asked for does not exist and never will: trying again is useless. `what` names the kind, never the one. */
export class Gone extends Error {
  override name = "Gone";

  constructor(what: string) {
    super(`this ${what} does not exist`);
  }
}
