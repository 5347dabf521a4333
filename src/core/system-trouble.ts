/** What failures of the operating system mean, as the end of a sentence. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a file is in the way of a folder',
  EISDIR: 'a folder has that name',
  EEXIST: 'a file is in the way of a folder',
};

/** Those of them that are a limit of the machine, whatever was asked of it. */
const limits: Readonly<Record<string, string>> = {
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more space is granted to you',
  EIO: 'the disk does not answer as it should',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  EAGAIN: 'too many processes run',
  ENOMEM: 'no memory is left',
};

/** Why the operating system refused something, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? limits[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Whether the machine could not do what was asked of it, also when that is only the cause of the error. */
export function isMachineTrouble(error: unknown): boolean {
  return codeOf(error) in limits || (error instanceof Error && codeOf(error.cause) in limits);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
