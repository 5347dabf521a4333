import type { Reason } from '../../core/check/report';

/** Why nothing could be judged when Go itself does not work: this is for the owner of the machine to fix. */
export function goFault(said: string): Reason {
  const message = `Go does not work on this machine, which is not the fault of your code. It says: ${said}`;
  return { code: 'toolchain-fault', message };
}

/** The first line in which a Go command says something, without the headings that name a package. */
export function saidFirst(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('# ')) ?? '';
}
