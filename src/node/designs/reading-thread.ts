import { parentPort } from 'node:worker_threads';
import mermaid from 'mermaid';
import type { Fault } from '../../core/designs/fault';
import { isDiagram, largeDiagram } from '../../core/designs/judge-diagram';
import { mermaidFault } from '../../core/designs/mermaid-fault';
import { readOutline } from '../../core/designs/read-outline';
import type { Reading, ReadingDone } from './reading';

/** A design with more diagrams than this has them for another purpose. */
const mostDiagrams = 20;

parentPort?.on('message', ({ number, text }: Reading) => {
  // An error in here ends the thread, which is how the other side hears of it.
  void read(text).then((outcome) => parentPort?.postMessage({ number, read: outcome } satisfies ReadingDone));
});

async function read(text: string): Promise<ReadingDone['read']> {
  const outline = readOutline(text);
  const diagrams = outline.blocks.filter(isDiagram);
  const faults: Fault[] = diagrams.slice(mostDiagrams).map(({ line }) => {
    return { line, message: `More than ${mostDiagrams} diagrams in a design are not read.` };
  });
  for (const diagram of diagrams.slice(0, mostDiagrams)) {
    const tooLarge = largeDiagram(diagram);
    if (tooLarge) {
      faults.push(tooLarge);
      continue;
    }
    const error = await mermaid.parse(diagram.lines.join('\n')).then(
      () => undefined,
      (reason: unknown) => reason ?? new Error('no reason'),
    );
    if (error !== undefined) faults.push(mermaidFault(diagram, error));
  }
  return { outline, faults };
}
