import type { ProcessRow } from './process-table';

/** A process and everything that it started, also what left its group, as far as it was ever seen. */
export class Family {
  readonly #root: number;
  readonly #known = new Map<number, string>();

  constructor(root: number) {
    this.#root = root;
  }

  /** Those of the table that belong to the family. `isMarked` recognises those that nothing else gives away. */
  membersIn(
    table: readonly ProcessRow[],
    isMarked: (row: ProcessRow) => boolean = () => false,
  ): readonly ProcessRow[] {
    const members = new Map<number, ProcessRow>();
    const belongs = (row: ProcessRow): boolean =>
      row.group === this.#root ||
      row.pid === this.#root ||
      members.has(row.parent) ||
      this.#known.get(row.pid) === row.began ||
      isMarked(row);
    let before = -1;
    while (members.size > before) {
      before = members.size;
      for (const row of table) if (!members.has(row.pid) && belongs(row)) members.set(row.pid, row);
    }
    for (const { pid, began } of members.values()) this.#known.set(pid, began);
    return [...members.values()];
  }
}
