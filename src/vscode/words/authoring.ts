/** What authors of exercises read. */
export const authoring = {
  record: (mistake: string) => `Record this mistake as ${mistake}.md`,
  recording: (mistake: string) => `Recording ${mistake}: the checks run on it`,
  recorded: (file: string, rejections: readonly string[]) =>
    [
      `Written: ${file}.`,
      ...rejections,
      'Tell its story below the title, and keep those checks under "Rejected by" that are about this mistake.',
    ].join(' '),
  rejectedBy: (language: string, checks: readonly string[]) =>
    `${language}: rejected by ${checks.join(', ')}.`,
  notJudged: (language: string, why: string) => `${language}: not judged here. ${why}`,
  notSaved: (file: string) => `${file} could not be saved, so nothing was recorded.`,
} as const;
