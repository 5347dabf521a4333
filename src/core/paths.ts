/** The path without turns and doubled slashes; undefined when it is absolute or leads out of the folder that it is relative to. */
export function insideFolder(path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/');
}

/** Where a relative path leads that is written in a file; undefined when it is absolute or leads out of the file's root folder. */
export function pathFrom(file: string, way: string): string | undefined {
  return way.startsWith('/') ? undefined : insideFolder(`${file}/../${way}`);
}
