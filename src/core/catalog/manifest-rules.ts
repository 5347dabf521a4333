import type { Complaint } from './complaint';
import { duplicates } from './complaint';
import { languages, type Manifest } from './manifest';

/** What must hold inside one manifest and a schema can't say: ids are unique, and every reference has its target. */
export function manifestComplaints(manifest: Manifest): readonly Complaint[] {
  const { checks, hints, wrong, alternative } = manifest;
  return [
    ...duplicates('check id', ['checks'], idsOf(checks)),
    ...duplicates('hint id', ['hints'], idsOf(hints)),
    ...duplicates('wrong solution', ['wrong'], wrong.map(nameOf)),
    ...duplicates('alternative', ['alternative'], alternative.map(nameOf)),
    ...referenceComplaints(manifest),
    ...orderComplaints(manifest),
    ...trackComplaints(manifest),
  ];
}

const idsOf = (entries: readonly { readonly id: string }[]): readonly string[] => entries.map(({ id }) => id);
const nameOf = (solution: { readonly language: string; readonly id: string }): string =>
  `${solution.language}/${solution.id}`;

/** Ids of checks that are no check of this exercise. */
function referenceComplaints({ checks, hints, wrong }: Manifest): readonly Complaint[] {
  const known = new Set(idsOf(checks));
  const unknown = (path: Complaint['path'], subject: string, ids: readonly string[]): readonly Complaint[] =>
    ids.flatMap((id, index) => {
      const message = `${subject} "${id}", which is not a check of this exercise`;
      return known.has(id) ? [] : [{ path: [...path, index], message }];
    });
  return [
    ...checks.flatMap(({ id, after }, at) =>
      unknown(['checks', at, 'after'], `the check "${id}" comes after`, after),
    ),
    ...hints.flatMap(({ id, checks: helped }, at) =>
      unknown(['hints', at, 'checks'], `the hint "${id}" names`, helped),
    ),
    ...wrong.flatMap(({ id, rejectedBy }, at) =>
      unknown(['wrong', at, 'rejectedBy'], `the wrong solution "${id}" is rejected by`, rejectedBy),
    ),
  ];
}

/** A check can only wait for checks above it: that rules out circles and gives the order to run them in. */
function orderComplaints({ checks }: Manifest): readonly Complaint[] {
  const position = new Map(checks.map((check, index) => [check.id, index]));
  return checks.flatMap(({ id, after }, at) =>
    after.flatMap((other, index) => {
      const message = `the check "${id}" comes after "${other}"; list it below that one`;
      return (position.get(other) ?? -1) >= at ? [{ path: ['checks', at, 'after', index], message }] : [];
    }),
  );
}

function trackComplaints({ tracks, wrong, alternative }: Manifest): readonly Complaint[] {
  const repeated = languages.flatMap((language) => {
    const paths = tracks[language]?.files.map((file) => file.path) ?? [];
    return duplicates(`${language} file`, ['tracks', language, 'files'], paths);
  });
  const trackless = Object.entries({ wrong, alternative }).flatMap(([key, solutions]) =>
    solutions.flatMap(({ id, language }, index) => {
      const message = `the solution "${id}" is in ${language}, but there is no such track`;
      return tracks[language] ? [] : [{ path: [key, index], message }];
    }),
  );
  return [...repeated, ...trackless];
}
