import { duplicates, type Complaint } from './complaint';
import { checkedLanguages, levels } from './manifest';
import type { CodeFile, ManifestFile } from './manifest-file';
import { numbersComplaints } from './numbers-rules';

/** What must hold inside one manifest and a schema can't say: every reference has its target, and none stands twice. */
export function manifestComplaints(file: ManifestFile): readonly Complaint[] {
  if (file.kind === 'numbers') return numbersComplaints(file);
  if (file.kind === 'design') return [];
  return [...orderComplaints(file), ...levelComplaints(file), ...fileComplaints(file)];
}

/** A check can only wait for checks above it: that rules out circles and gives the order to run them in. */
function orderComplaints({ checks }: CodeFile): readonly Complaint[] {
  const ids = Object.keys(checks);
  return Object.entries(checks).flatMap(([id, { after }], at) =>
    after.flatMap((other, index) => {
      const position = ids.indexOf(other);
      if (position >= 0 && position < at) return [];
      const message =
        position < 0
          ? `the check "${id}" comes after "${other}", which is not a check of this exercise`
          : `the check "${id}" comes after "${other}"; list it below that one`;
      return [{ path: ['checks', id, 'after', index], message }];
    }),
  );
}

/** A check of an earlier stage can't wait for one of a later: nobody could finish the stage alone. */
function levelComplaints({ checks }: CodeFile): readonly Complaint[] {
  const stageOf = (id: string): number => levels.indexOf(checks[id]?.level ?? 'core');
  return Object.entries(checks).flatMap(([id, { level, after }]) =>
    after.flatMap((other, index) => {
      const message = `the ${level} check "${id}" comes after "${other}", which is of a later stage`;
      return stageOf(other) > stageOf(id) ? [{ path: ['checks', id, 'after', index], message }] : [];
    }),
  );
}

function fileComplaints(file: CodeFile): readonly Complaint[] {
  return checkedLanguages.flatMap((language) => {
    const { learner = [], given = [] } = file[language] ?? {};
    const [own, ready] = [[learner].flat(), [given].flat()];
    const twice = ready.flatMap((path, index) =>
      own.includes(path)
        ? [{ path: [language, 'given', index], message: `"${path}" is the learner's already; keep one` }]
        : [],
    );
    return [
      ...duplicates(`${language} file`, [language, 'learner'], own),
      ...duplicates(`${language} file`, [language, 'given'], ready),
      ...twice,
    ];
  });
}
