import type { BuildFinding, Reason } from '../../core/check/report';
import { goFault, saidFirst } from './go-fault';
import type { GoWorkspace } from './workspace';

/** The module that was built, and where it lies. */
type GoModule = Pick<GoWorkspace, 'root' | 'module'>;

export interface GoBuildFailure {
  readonly reason: Reason;
  readonly findings: readonly BuildFinding[];
}

/**
 * What the Go command said when it did not build, without anything about the hidden checks. What names no code of the learner's
 * is a fault of this machine.
 */
export function explainBuild(built: GoModule, output: string): GoBuildFailure {
  const complaints = output.split('\n').flatMap((line) => complaintIn(built, line) ?? []);
  const broken = complaints.find(({ isMachines }) => isMachines);
  if (broken) return { reason: goFault(broken.message), findings: [] };
  const findings = complaints
    .filter(({ at }) => !at.file.endsWith('_test.go'))
    .map(({ at, message }) => ({ at, message }));
  const [first] = findings;
  if (first) {
    const code = isMissingPackage(first.message) ? 'missing-module' : 'syntax-error';
    return { reason: { code, message: `${first.at.file}:${first.at.line}: ${first.message}` }, findings };
  }
  const message = misfit(complaints) ?? twoPackages(output) ?? aboutPackages(built, output);
  const reason: Reason =
    message === undefined
      ? goFault(withoutRoot(built, saidFirst(output)))
      : { code: 'syntax-error', message };
  return { reason, findings };
}

interface Complaint extends BuildFinding {
  /** Whether the line says that the system refused something, or that a file of Go's own is wrong. */
  readonly isMachines: boolean;
}

const refusedBySystem =
  /: (permission denied|operation not permitted|no space left on device|disk quota exceeded|read-only file system|too many open files.*|cannot allocate memory|resource temporarily unavailable|input\/output error|no such file or directory)$/;

function complaintIn(built: GoModule, line: string): Complaint | undefined {
  const match = /^(.+?\.go):(\d+)(?::(\d+))?: (.+)$/.exec(line.trim());
  if (!match) return undefined;
  const [said, path = '', row = '', column, message = ''] = match;
  const file = inSolution(built, path);
  // The checks are laid over the solution from where they ship.
  const isOfGo = file === undefined && !path.endsWith('_test.go');
  return {
    at: { file: file ?? path, line: Number(row), ...(column && { column: Number(column) }) },
    message: isOfGo ? said : message,
    isMachines: isOfGo || refusedBySystem.test(message),
  };
}

/** Go names a file relative to where it runs, absolutely, or by the path of its module. Undefined for a file of somebody else's. */
function inSolution({ root, module }: GoModule, path: string): string | undefined {
  const plain = path.replaceAll('\\', '/');
  const prefixes = [`${root.replaceAll('\\', '/')}/`, './', `${module}/`];
  const prefix = prefixes.find((one) => plain.startsWith(one));
  if (prefix !== undefined) return plain.slice(prefix.length);
  return /^(\/|\.\.\/|\w:\/)/.test(plain) ? undefined : plain;
}

/** What is wrong when the compiler has something to say about the checks alone. */
function misfit(complaints: readonly BuildFinding[]): string | undefined {
  if (complaints.length === 0) return undefined;
  const said = [...new Set(complaints.map(({ message }) => message))].slice(0, 3).join('; ');
  return `The checks don't fit your code: ${said}. Compare names and signatures with the brief.`;
}

/** What is wrong when the files of one folder, ours among them, name different packages. */
function twoPackages(output: string): string | undefined {
  const [, first, inFirst = '', second, inSecond = ''] =
    /found packages (\w+) \((.+?)\) and (\w+) \((.+?)\)/.exec(output) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const named = (name: string, file: string): string =>
    file.endsWith('_test.go') ? `${name}, as the brief says` : `${name} (${file})`;
  return `The files of one folder are of two packages: ${named(first, inFirst)}, and ${named(second, inSecond)}.`;
}

/** What Go says about packages, modules and whole files of the learner's, where it names no line of theirs. */
const aboutTheirPackages =
  /import cycle not allowed|build constraints exclude all Go files|no non-test Go files|use of internal package|unexpected NUL in input|^go\.mod:\d+: |malformed module path/m;

function aboutPackages(built: GoModule, output: string): string | undefined {
  const { module } = built;
  // A `//line` of the learner's names files that are not Go files.
  const [, own = ''] = output.split(`# ${module}/`);
  const isTheirs = aboutTheirPackages.test(output) || /^[^/\s][^\n]*?:\d+: \S/m.test(own);
  if (!isTheirs) return undefined;
  const said = withoutRoot(built, output).replace(/^(# .*|go: errors parsing go\.mod:|FAIL\b.*)$/gm, '');
  return `Go could not build it: ${said
    .trim()
    .split(/\s*\n\s*/)
    .slice(0, 3)
    .join(' ')}`;
}

function withoutRoot({ root }: GoModule, text: string): string {
  return text.replaceAll(`${root}/`, '').replaceAll(root, '');
}

function isMissingPackage(message: string): boolean {
  return /no required module provides package|is not in std|cannot find (package|module)/.test(message);
}
