import { dirname, join } from 'node:path';
import type { BuildFinding, Reason } from '../../core/check/report';
import { buildLimits } from '../limits';
import { runChild } from '../run-child';
import type { GoToolchain } from './toolchain';
import type { GoWorkspace } from './workspace';

export interface GoBuild {
  /** The test program. */
  readonly program: string;
  readonly race: boolean;
}

export type GoBuildResult =
  { readonly build: GoBuild } | { readonly reason: Reason; readonly findings: readonly BuildFinding[] };

/** Builds the checks and the solution into one program, with the race detector when this machine can. */
export async function buildGo(
  workspace: GoWorkspace,
  { env, race }: GoToolchain,
  signal: AbortSignal,
): Promise<GoBuildResult> {
  const folder = dirname(workspace.root);
  const program = join(folder, process.platform === 'win32' ? 'checks.exe' : 'checks');
  const compile = (withRace: boolean) =>
    runChild({
      command: 'go',
      args: [
        'test',
        '-c',
        '-trimpath',
        '-vet=off',
        '-ldflags=-s -w', // Nobody debugs this program, and linking is a fifth faster without what a debugger reads.
        `-overlay=${workspace.overlayFile}`,
        '-o',
        program,
        ...(withRace ? ['-race'] : []),
        workspace.checksPackage,
      ],
      cwd: workspace.root,
      // A build that is stopped leaves its own files behind: they belong where everything is removed.
      env: { ...env, GOTMPDIR: folder, TMPDIR: folder },
      limits: buildLimits,
      signal,
    });
  let ended = await compile(race);
  const lacksCompiler = race && ended.code !== 0 && /requires cgo|C compiler|gcc|clang/.test(ended.output);
  if (lacksCompiler) ended = await compile(false);
  if (ended.reason) return { reason: ended.reason, findings: [] };
  if (ended.code === 0) return { build: { program, race: race && !lacksCompiler } };
  return failed(workspace, ended.output);
}

/** What the Go compiler said, without anything about the hidden checks. */
function failed(workspace: GoWorkspace, output: string): GoBuildResult {
  const findings: BuildFinding[] = [];
  const hidden: string[] = [];
  for (const line of output.split('\n')) {
    const match = /^(\S+\.go):(\d+)(?::(\d+))?: (.+)$/.exec(line.trim());
    const [, path = '', row = '', column, message = ''] = match ?? [];
    if (!match) continue;
    const file = relativeTo(workspace, path);
    if (file.endsWith('_test.go')) hidden.push(message);
    else
      findings.push({ at: { file, line: Number(row), ...(column && { column: Number(column) }) }, message });
  }
  const [first] = findings;
  if (first) {
    const code = isMissingPackage(first.message) ? 'missing-module' : 'syntax-error';
    return { reason: { code, message: `${first.at.file}:${first.at.line}: ${first.message}` }, findings };
  }
  if (hidden.length > 0) {
    const message = `The checks don't fit your code: ${[...new Set(hidden)].slice(0, 3).join('; ')}. Compare names and signatures with the brief.`;
    return { reason: { code: 'syntax-error', message }, findings };
  }
  const mixed = twoPackages(output);
  if (mixed !== undefined) return { reason: { code: 'syntax-error', message: mixed }, findings };
  const said = output.replaceAll(workspace.root, '').trim().split('\n').slice(0, 3).join(' ');
  return { reason: { code: 'syntax-error', message: `Go could not build it: ${said}` }, findings };
}

/** What is wrong when the files of one folder, ours among them, name different packages. */
function twoPackages(output: string): string | undefined {
  const [, first, inFirst = '', second, inSecond = ''] =
    /found packages (\w+) \((\S+)\) and (\w+) \((\S+)\)/.exec(output) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const named = (name: string, file: string): string =>
    file.endsWith('_test.go') ? `${name}, as the brief says` : `${name} (${file})`;
  return `The files of one folder are of two packages: ${named(first, inFirst)}, and ${named(second, inSecond)}.`;
}

function isMissingPackage(message: string): boolean {
  return /no required module provides package|is not in std|cannot find (package|module)/.test(message);
}

/** Go prints paths relative to where it runs, and sometimes absolute ones. */
function relativeTo({ root }: GoWorkspace, path: string): string {
  return path.replace(`${root}/`, '').replace(/^\.\//, '').replaceAll('\\', '/');
}
