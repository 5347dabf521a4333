import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CommandId } from '../../commands/command-ids';
import { spoken } from '../../ui/spoken';
import { words } from '../../words';
import type { NowNode } from './nodes';

const { None, Expanded, Collapsed } = TreeItemCollapsibleState;

/** How a line of the view looks, sounds and behaves. */
export function nowItem(node: NowNode): TreeItem {
  const item = draw(node);
  item.accessibilityInformation ??= { label: spoken(item) };
  return item;
}

function draw(node: NowNode): TreeItem {
  const { now } = words;
  switch (node.kind) {
    case 'start-here':
    case 'next-up': {
      const label = node.kind === 'start-here' ? now.startHere(node.entry) : now.nextUp(node.entry);
      const item = line(label, 'rocket', 'codealong.visit', { exercise: node.exercise });
      item.description = now.minutes(node.entry);
      item.tooltip = node.entry.summary;
      item.contextValue = 'now.new';
      return item;
    }
    case 'at-hand': {
      const item = line(node.title, 'coffee', 'codealong.visit', node);
      item.description = words.languages[node.language].label;
      return item;
    }
    case 'stage': {
      const { number, done, total } = node;
      const item = line(now.stage(number, done, total), 'milestone', 'codealong.showResults', node);
      item.description = now.steps(done, total);
      item.accessibilityInformation = { label: now.stage(number, done, total) };
      return item;
    }
    case 'all-done':
      return line(now.stagesDone, 'verified-filled', 'codealong.showResults', node);
    case 'waiting':
      return waiting(node);
    case 'check':
      return line(now.check, 'beaker', 'codealong.check', node);
    case 'hint': {
      const item = line(now.hint, 'lightbulb', 'codealong.hint', node);
      item.description = now.helped(node.shown, node.causes);
      return item;
    }
    case 'brief':
      return line(now.brief, 'note', 'codealong.openBrief', node);
    case 'others':
      return line(now.others, 'diff-multiple', 'codealong.compareWithAlternative', node);
    case 'files': {
      const item = new TreeItem(now.files, node.files.length > 3 ? Collapsed : Expanded);
      item.iconPath = new ThemeIcon('files');
      return item;
    }
    case 'file': {
      const { path, role } = node.file;
      const item = line(path.slice(path.lastIndexOf('/') + 1), 'file-code', 'codealong.openExercise', {
        ...node,
        file: path,
      });
      item.description = now.file[role];
      item.tooltip = path;
      return item;
    }
  }
}

/** The first check to fix, which leads to its rule in the brief. */
function waiting(node: Extract<NowNode, { kind: 'waiting' }>): TreeItem {
  const { exercise, language, check } = node;
  const [rule] = check.rules ?? [];
  const place = { exercise, language, ...(rule && { rule: rule.number }) };
  const item = line(words.now.waits(check.title), 'circle-large-outline', 'codealong.openRule', place);
  item.tooltip = [words.now.waitsHelp, ...(check.message === undefined ? [] : [check.message])].join('\n\n');
  return item;
}

function line(label: string, icon: string, command: CommandId, argument: unknown): TreeItem {
  const item = new TreeItem(label, None);
  item.iconPath = new ThemeIcon(icon);
  item.command = { command, title: label, arguments: [argument] };
  return item;
}
