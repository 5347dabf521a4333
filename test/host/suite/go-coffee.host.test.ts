import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, openFile } from './support/editors';
import { useFreshCourse } from './support/fresh-course';
import { learner } from './support/learner';
import { shippedCourse } from './support/lesson';
import { lensesOf, notesAt } from './support/marks';
import { useMessages } from './support/messages';
import { until } from './support/until';

const worker = 'consumer/worker/worker.go';
const handler = 'producer/handler/handler.go';
const workerPool = 'type WorkerPool struct {\n\tsize int\n}\n';
const processOrder = 'func (w *Worker) processOrder() {\n\treturn\n}\n';
const others = [
  'func (w *Worker) processMessage() error {\n\treturn nil\n}',
  'func (w *Worker) processProcessedOrder() {}',
  'func (wp *WorkerPool) Submit() {}',
].join('\n\n');

/** A clone of the code base that the guides explain, as small as it can be. */
function clone(goModule = 'github.com/DimaJoyti/go-coffee'): void {
  learner.write('go.mod', `module ${goModule}\n\ngo 1.25\n`);
  learner.write(worker, `package worker\n\n${workerPool}\n${processOrder}\n${others}\n`);
  learner.write(
    handler,
    'package handler\n\nfunc PlaceOrder() {}\n\nfunc ReadinessCheck() {}\n\nfunc CancelOrder() {}\n',
  );
}

describe('annotations in a clone of Go Coffee', () => {
  useMessages();
  useFreshCourse();

  it('stand above the symbols that the guides speak of, and lead there', async () => {
    clone();
    const { places } = await shippedCourse();
    for (const [file, lines] of [
      [worker, [2, 6, 10, 14, 16]],
      [handler, [2, 4, 6]],
    ] as const) {
      const wanted = places?.annotations.filter((annotation) => annotation.file === file) ?? [];
      const lenses = await lensesOf(await openFile(file));
      assert.deepEqual(
        lenses.map(({ line }) => line),
        lines,
      );
      assert.deepEqual(
        lenses.map(({ command }) => command.arguments?.[0] as unknown).sort(),
        wanted.map(({ guide }) => guide).sort(),
      );
      for (const { title } of lenses) assert.match(title, /^Guide: \S/);
    }
  });

  it('tell on hover what to look for', async () => {
    clone();
    const document = await openFile(worker);
    const [note, ...others] = await notesAt(document, new vscode.Position(2, 'type Wor'.length));
    assert.match(note ?? '', /Which message is lost here/);
    assert.deepEqual(others, []);
  });

  it('follow a symbol that moves, and fall silent when it goes', async () => {
    clone();
    const document = await openFile(worker);
    const atTop = new vscode.Position(2, 0);
    await edit((changes) => changes.insert(document.uri, atTop, '// WorkerPool was here.\n\n'));
    await until(async () => assert.deepEqual(await linesOfLenses(document), [4, 8, 12, 16, 18]));
    await edit((changes) => changes.delete(document.uri, new vscode.Range(8, 0, document.lineCount, 0)));
    await until(async () => assert.deepEqual(await linesOfLenses(document), [4]));
  });

  it('say nothing in another code base with files of the same names', async () => {
    clone('example.com/somebody-else');
    assert.deepEqual(await lensesOf(await openFile(worker)), []);
  });

  it('appear once the folder turns out to be a clone', async () => {
    clone('example.com/somebody-else');
    const document = await openFile(worker);
    assert.deepEqual(await lensesOf(document), []);
    clone();
    await edit((changes) => changes.insert(document.uri, new vscode.Position(0, 0), '// read on\n'));
    await until(async () => assert.deepEqual(await linesOfLenses(document), [3, 7, 11, 15, 17]));
  });
});

async function linesOfLenses(document: vscode.TextDocument): Promise<number[]> {
  return (await lensesOf(document)).map(({ line }) => line);
}
