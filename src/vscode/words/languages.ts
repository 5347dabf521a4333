import type { Language } from '../../core/catalog/manifest';

/** What a track is called, and what it needs. */
export const languages: Readonly<Record<Language, { readonly label: string; readonly detail: string }>> = {
  typescript: { label: 'TypeScript', detail: 'Needs nothing installed.' },
  go: { label: 'Go', detail: 'Needs Go 1.25 or later on the PATH.' },
  markdown: { label: 'Design', detail: 'Needs nothing installed.' },
  sql: { label: 'SQL', detail: 'Needs nothing installed: PostgreSQL is inside.' },
  yaml: { label: 'Answer sheet', detail: 'Needs nothing installed.' },
};
