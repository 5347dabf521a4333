import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ChildEnd } from '../run-child';

/** How a program ended that Go built, with the truth about one that could not be started: the machine does not let it run. */
export async function withStartFault(program: string, end: ChildEnd): Promise<ChildEnd> {
  if (end.reason?.code !== 'harness-fault') return end;
  const mayRun = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  const message = mayRun
    ? `This machine does not let a program run that Go has built, which is not the fault of your code: ${end.reason.message}`
    : `No program may run in ${dirname(dirname(program))}, so your code could not be checked: the disk there may be mounted with "noexec". Set GOTMPDIR to a folder where programs may run.`;
  return { ...end, reason: { code: 'toolchain-fault', message } };
}
