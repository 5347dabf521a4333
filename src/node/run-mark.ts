import { randomUUID } from 'node:crypto';

/** What everything that a child starts inherits, so that it can be recognised. It is no secret and names nothing. */
const name = 'CODEALONG_RUN';

/** A mark for one run: as the variable that is added to its environment, and as the words that stand there. */
export function newMark(): { readonly mark: string; readonly variable: Readonly<Record<string, string>> } {
  const id = randomUUID();
  return { mark: `${name}=${id}`, variable: { [name]: id } };
}
