import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guides } from './numbers-of';
import { drawnPictures } from './pictures';

for (const { path, svg } of drawnPictures()) {
  const file = join(guides, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, svg);
}
