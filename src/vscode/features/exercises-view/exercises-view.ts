import {
  Disposable,
  EventEmitter,
  TreeItemCheckboxState,
  window,
  workspace,
  type TreeDataProvider,
} from 'vscode';
import { chosenPath } from '../../course/chosen-path';
import { requireTrust } from '../../course/trust';
import { setContextKey } from '../../ui/context-keys';
import { words } from '../../words';
import type { Parts } from '../parts';
import { childNodes, rootNodes, type Node, type Shown } from './nodes';
import { failureNotice, progressOrNotice } from './notice-nodes';
import { treeItem } from './tree-items';

/** The Exercises view: weeks, their blocks, and the exercises with their states. Without a folder the course can be read all the same. */
export function exercisesView({ context, course, log, tellError }: Parts): Disposable {
  const changes = new EventEmitter<void>();
  let shown: Shown | undefined;

  async function roots(): Promise<readonly Node[]> {
    try {
      const catalog = await course.catalog();
      const [progress, ...notices] = await progressOrNotice(course, log);
      shown = { catalog, progress, path: chosenPath(context.workspaceState, catalog.course) };
      describe(shown);
      return [...notices, ...rootNodes(shown)];
    } catch (error) {
      log.failure('read the course', error);
      return [failureNotice(words.tree.unreadable, error)];
    }
  }

  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: treeItem,
    getChildren: async (node) => [...(node ? (shown ? childNodes(shown, node) : []) : await roots())],
  };
  const view = window.createTreeView('codealong.exercises', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });

  async function tick(node: Node, isDone: boolean): Promise<void> {
    if (node.kind !== 'ticked') return;
    requireTrust();
    const folder = await course.disk(await course.folders.required());
    await (await course.app()).tick(folder, node.item, isDone);
  }

  /** Says above the tree what limits it. */
  function describe({ path }: Shown): void {
    const several = (workspace.workspaceFolders?.length ?? 0) > 1;
    const folder = several ? course.folders.current()?.name : undefined;
    const lines = [
      ...(workspace.isTrusted ? [] : [words.tree.restricted]),
      ...(path ? [words.tree.filtered(path.title)] : []),
      ...(folder === undefined ? [] : [words.tree.inFolder(folder)]),
    ];
    view.message = lines.join(' ');
    setContextKey(log, 'codealong.filtered', path !== undefined);
  }

  return Disposable.from(
    changes,
    view,
    view.onDidChangeCheckboxState(async ({ items }) => {
      try {
        for (const [node, state] of items) await tick(node, state === TreeItemCheckboxState.Checked);
      } catch (error) {
        tellError(error);
      }
      course.changed();
    }),
    course.onDidChange(() => changes.fire()),
    workspace.onDidGrantWorkspaceTrust(() => changes.fire()),
  );
}
