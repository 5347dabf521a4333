import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CommandId } from '../../commands/command-ids';
import { words } from '../../words';
import { stateIcon } from '../exercises-view/state-icon';
import { momentIcon } from '../history/moment-icon';
import { spoken } from '../../ui/spoken';
import type { ProgressNode } from './nodes';

const { None, Expanded } = TreeItemCollapsibleState;

/** How a line of the view looks, sounds and behaves. */
export function progressItem(node: ProgressNode): TreeItem {
  const item = draw(node);
  item.accessibilityInformation = { label: spoken(item) };
  return item;
}

function draw(node: ProgressNode): TreeItem {
  switch (node.kind) {
    case 'count': {
      const item = line(words.progress.levels[node.level], words.progress.levelHelp[node.level]);
      item.description = words.progress.count(node.count);
      item.iconPath = new ThemeIcon(node.level === 'solved' ? 'pass' : 'verified');
      return item;
    }
    case 'week': {
      const { week, count, state } = node;
      const item = line(words.progress.week(week), words.progress.weekHelp(count, state));
      item.description = words.progress.weekDescription(week, count);
      item.iconPath = stateIcon(state);
      return item;
    }
    case 'attempts': {
      const item = line(words.progress.attempts(node.of.title), words.progress.attemptsHelp);
      item.collapsibleState = Expanded;
      item.description = words.languages[node.of.language].label;
      item.contextValue = 'attempts';
      return item;
    }
    case 'no-attempts':
      return line(words.progress.noAttempts, words.progress.noAttemptsHelp);
    case 'copies': {
      const item = line(words.progress.copies, words.history.copies(node.why));
      item.iconPath = new ThemeIcon('info');
      return item;
    }
    case 'attempt': {
      const command: CommandId = 'codealong.compareWithVersion';
      const item = line(words.history.moment(node.version), words.progress.attemptHelp);
      item.id = node.moment;
      item.description = words.history.ago(node.version.at);
      item.iconPath = momentIcon(node.version);
      item.contextValue = 'attempt';
      item.command = { command, title: words.progress.attemptHelp, arguments: [node] };
      return item;
    }
  }
}

function line(label: string, help: string): TreeItem {
  const item = new TreeItem(label, None);
  item.tooltip = help;
  return item;
}
