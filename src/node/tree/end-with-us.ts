import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { namePrefix } from '../abandoned-folders';
import { passedOn, tempFolder } from '../environment';

/**
 * What the watchman does: it keeps a list of our children while we live, which it knows by the other end of its input. When
 * that closes, whatever ended us, it ends those that are left with everything that carries their mark, and removes our
 * temporary folders. One that is gone was taken off the list before.
 */
const watchman = `
left=
while read -r what child mark; do
  # A mark that is too short would be found in processes of others.
  case $child:$mark in [1-9]*:CODEALONG_RUN=????????-????-????-????-????????????) ;; *) continue ;; esac
  case $what in
    begin) left="$left $child:$mark" ;;
    end)
      others=
      for one in $left; do [ "$one" = "$child:$mark" ] || others="$others $one"; done
      left=$others ;;
  esac
done
for one in $left; do kill -9 "-\${one%%:*}"; done
for one in $left; do
  for round in 1 2 3 4 5 6 7 8 9; do
    found=$(grep -lsF -e "\${one#*:}" /proc/[0-9]*/environ)
    [ -n "$found" ] || break
    for file in $found; do file=\${file#/proc/}; kill -9 "\${file%/environ}"; done
  done
done
rm -rf "$1"*
`;

let hired: ChildProcess | undefined;

/**
 * Sees to it that a child which leads a process group does not outlive this process, however that ends: killed, crashed, or with
 * the window that it belongs to. Gives what is called when the child is over. Costs a small process for all children
 * together. Windows does this by itself; where there is no shell, nobody does.
 */
export function endWithUs(pid: number, mark: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const stdin = theHired()?.stdin;
  stdin?.write(`begin ${pid} ${mark}\n`);
  return () => void stdin?.write(`end ${pid} ${mark}\n`);
}

/**
 * To be called before a child is started: whatever ends us while it starts leaves no folder of ours behind then. The child itself
 * finds its input closed.
 */
export function watchOverUs(): void {
  if (process.platform !== 'win32') theHired();
}

/** A machine that can't start one more process does without. */
function theHired(): ChildProcess | undefined {
  try {
    return (hired ??= hire());
  } catch {
    return undefined;
  }
}

/** It leads a session of its own, so that what is meant for us or our terminal does not reach it. Nothing waits for it. */
function hire(): ChildProcess {
  const child: ChildProcess = spawn(
    '/bin/sh',
    ['-c', watchman, 'codealong-watchman', join(tempFolder().path, namePrefix)],
    {
      cwd: '/',
      env: passedOn(['PATH']),
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  const dismiss = (): void => {
    if (hired === child) hired = undefined;
  };
  child.on('error', dismiss);
  child.on('exit', dismiss);
  child.stdin?.on('error', dismiss);
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
