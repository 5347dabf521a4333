import { workspace } from 'vscode';
import { Refusal } from '../ui/refusal';
import { words } from '../words';

/**
 * Refuses in an untrusted workspace: there the course can be read, but nothing is written and nothing runs. Asked once, where
 * a request comes in: by the command table, the Test Explorer and the debug type. Nothing behind them asks again.
 */
export function requireTrust(): void {
  if (!workspace.isTrusted) throw new Refusal('restricted', words.refusals.restricted);
}
