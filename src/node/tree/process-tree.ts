import type { ProcessRow } from './process-table';

/** A process and everything that it started, also what left its group, as far as it was ever seen. */
export class ProcessTree {
  readonly #known = new Map<number, string>();

  /** `root` is the id of the process, which leads a group. */
  constructor(readonly root: number) {}

  /** Those of the table that belong to the tree. `isMarked` recognises those that nothing else gives away. */
  membersIn(
    table: readonly ProcessRow[],
    isMarked: (row: ProcessRow) => boolean = () => false,
  ): readonly ProcessRow[] {
    const stands = (row: ProcessRow): boolean =>
      row.group === this.root ||
      row.pid === this.root ||
      this.#known.get(row.pid) === row.began ||
      isMarked(row);
    const members = new Map(table.filter(stands).map((row) => [row.pid, row]));
    for (let before = -1; before < members.size;) {
      before = members.size;
      for (const row of table) if (members.has(row.parent)) members.set(row.pid, row);
    }
    for (const { pid, began } of members.values()) this.#known.set(pid, began);
    return [...members.values()];
  }
}
