import type { RunEvent } from './protocol';

/** The plan that a check looked at last. */
export function planOf(id: string, heard: readonly RunEvent[]): { readonly plan?: string } {
  const from = heard.findIndex((event) => event.type === 'check-started' && event.id === id);
  if (from < 0) return {};
  const after = heard.slice(from + 1);
  const to = after.findIndex(({ type }) => type === 'check-started' || type === 'check-ended');
  const last = after.slice(0, to < 0 ? undefined : to).findLast(({ type }) => type === 'plan-read');
  return last?.type === 'plan-read' ? { plan: last.plan } : {};
}
