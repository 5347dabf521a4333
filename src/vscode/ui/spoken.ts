import type { TreeItem } from 'vscode';

/** What a screen reader says of a line in a tree: label and description, and the help text where it tells more. */
export function spoken({ label, description, tooltip }: TreeItem): string {
  const help = typeof tooltip === 'string' && tooltip !== label ? tooltip : '';
  return [typeof label === 'string' ? label : '', typeof description === 'string' ? description : '', help]
    .filter((part) => part !== '')
    .join(', ');
}
