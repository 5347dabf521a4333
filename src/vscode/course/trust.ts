import { workspace } from 'vscode';
import { Refusal } from '../ui/refusal';
import { words } from '../words';

/** Refuses in an untrusted workspace: there the course can be read, but nothing is written and no code runs. */
export function requireTrust(): void {
  if (!workspace.isTrusted) throw new Refusal('restricted', words.refusals.restricted);
}
