import { ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState } from 'vscode';
import type { DeliverableState } from '../../../core/progress/deliverables';
import type { CommandId } from '../../commands/command-ids';
import { words } from '../../words';
import { spoken } from '../../ui/spoken';
import type { ExerciseNode, Node, TickedNode } from './nodes';
import { stateIcon } from './state-icon';

const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** How a line of the view looks, sounds and behaves. */
export function treeItem(node: Node): TreeItem {
  const item = draw(node);
  item.accessibilityInformation ??= { label: spoken(item) };
  return item;
}

function draw(node: Node): TreeItem {
  switch (node.kind) {
    case 'notice':
      return leaf(node.title, { icon: node.icon, tooltip: node.detail, command: node.command });
    case 'problems': {
      const item = leaf(words.tree.problems(node.problems.length), {
        icon: 'warning',
        tooltip: words.tree.problemsHelp,
      });
      item.collapsibleState = Collapsed;
      return item;
    }
    case 'problem':
      return leaf(node.text, {
        icon: 'warning',
        tooltip: node.text,
        command: 'codealong.openProblem',
        argument: node.problem,
      });
    case 'week': {
      const { week, count, isNext } = node;
      const item = new TreeItem(words.tree.week(week), isNext ? Expanded : Collapsed);
      item.id = `week-${week.number}`;
      item.description = words.tree.count(count);
      item.tooltip = words.tree.weekHelp(week, count);
      return item;
    }
    case 'planned': {
      const item = new TreeItem(words.tree.planned, Collapsed);
      item.id = 'planned';
      item.description = words.tree.plannedWeeks(node.weeks.map(({ number }) => number));
      item.tooltip = words.tree.plannedHelp;
      return item;
    }
    case 'block': {
      const { week, block, count } = node;
      const item = new TreeItem(block.title, Expanded);
      item.id = `week-${week.number}-${block.id}`;
      item.description = words.tree.blockDescription(block, count);
      item.tooltip = words.tree.blockHelp(block, count);
      return item;
    }
    case 'teaches': {
      const item = leaf(words.tree.nothingYet, { icon: 'info', tooltip: words.tree.teaches(node.block) });
      item.description = node.block.teaches;
      return item;
    }
    case 'deliverables':
      return group(words.tree.deliverables, `week-${node.week.number}-deliverables`, node.all);
    case 'milestone': {
      const { weeks, title } = node.milestone;
      return group(words.tree.milestone(weeks, title), `milestone-${weeks[1]}`, node.all);
    }
    case 'deliverable':
      return deliverableItem(node.of);
    case 'ticked':
      return tickedItem(node);
    case 'exercise':
      return exerciseItem(node);
  }
}

function group(title: string, id: string, all: readonly DeliverableState[]): TreeItem {
  const item = new TreeItem(title, Collapsed);
  item.id = id;
  item.iconPath = new ThemeIcon('package');
  item.description = words.tree.deliverablesState(all);
  return item;
}

function deliverableItem(of: DeliverableState): TreeItem {
  const item = leaf(of.title, { icon: of.isDone ? 'pass' : 'circle-large-outline' });
  item.description = words.tree.deliverableState(of);
  item.tooltip = words.tree.deliverableHelp(of);
  return item;
}

function tickedItem(node: TickedNode): TreeItem {
  const { item: row, title, isDone } = node;
  const item =
    row.kind === 'read'
      ? leaf(words.tree.read(title, row.anchor), {
          icon: 'book',
          command: 'codealong.openSection',
          argument: row.anchor,
        })
      : leaf(title, { icon: 'beaker', tooltip: row.look, command: 'codealong.tryOut', argument: row });
  item.id = row.kind === 'read' ? `read-${row.anchor}` : `do-${row.id}`;
  item.description = words.tree.ticked[row.kind];
  item.checkboxState = isDone ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
  return item;
}

function exerciseItem(node: ExerciseNode): TreeItem {
  const { entry, state, tracks } = node;
  const item = leaf(entry.title, { icon: '', command: 'codealong.visit', argument: node });
  item.id = `exercise-${entry.id}`;
  item.iconPath = stateIcon(state);
  item.description = words.tree.exerciseDescription(entry, tracks);
  item.tooltip = words.tree.exerciseHelp(entry, state, { tracks, after: node.after });
  item.accessibilityInformation = { label: `${entry.title}, ${item.tooltip}` };
  item.contextValue = `exercise.${state}`;
  return item;
}

interface Look {
  readonly icon: string;
  readonly tooltip?: string;
  readonly command?: CommandId;
  readonly argument?: unknown;
}

function leaf(label: string, { icon, tooltip, command, argument }: Look): TreeItem {
  const item = new TreeItem(label, None);
  if (icon !== '') item.iconPath = new ThemeIcon(icon);
  if (tooltip !== undefined) item.tooltip = tooltip;
  if (command) item.command = { command, title: label, arguments: argument === undefined ? [] : [argument] };
  return item;
}
