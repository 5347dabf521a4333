import { once } from 'node:events';
import { withStart } from '../../src/core/progress/progress';
import { updateProgress } from '../../src/core/progress/progress-file';
import { diskFolder } from '../../src/node/disk-folder';

/** Changes the progress of a folder many times, each time with another exercise, as soon as it is told to. */
async function main([name = '', location = '', count = '']: readonly string[]): Promise<void> {
  const folder = diskFolder(location, { lockPatienceMs: 120_000 });
  console.log('ready');
  await once(process.stdin, 'data');
  for (let number = 1; number <= Number(count); number++)
    await updateProgress(folder, number, (progress) =>
      withStart(progress, `${name}-${number}`, 'go', number),
    );
  process.stdin.destroy();
}

void main(process.argv.slice(2));
