import type { PageContent, PageTarget } from './content';

/** What the editor brings back after a reload of its window. */
interface State extends PageTarget {
  readonly scroll: number;
}

declare function acquireVsCodeApi(): {
  getState(): State | undefined;
  setState(state: State): void;
  postMessage(message: string): void;
};

const editor = acquireVsCodeApi();
const { exercise = '', language = '' } = document.body.dataset;
const shown = new Map<string, string>();
let target: PageTarget = { exercise, language };

function keep(): void {
  editor.setState({ ...target, scroll: window.scrollY });
}

/** Puts new HTML in the place of the old. What the reader unfolded stays so, and so does the link that has the focus. */
function replace(id: string, html: string): void {
  const place = document.getElementById(id);
  if (!place || shown.get(id) === html) return;
  shown.set(id, html);
  const unfolded = [...place.querySelectorAll('details[open]')].map((details) => details.id);
  const focused = place.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  place.innerHTML = html;
  for (const open of unfolded) document.getElementById(open)?.setAttribute('open', '');
  if (focused === undefined) return;
  [...place.querySelectorAll('a')].find(({ textContent }) => textContent === focused)?.focus();
}

/** A rule in a part that is folded is shown by unfolding it. Pictures above it that come later move it away, so it is shown again then. */
function reveal(rule: number): void {
  const mark = document.getElementById(`rule-${rule}`);
  mark?.closest('details')?.setAttribute('open', '');
  mark?.scrollIntoView();
  const coming = [...document.images].filter(({ complete }) => !complete);
  if (coming.length === 0) return;
  void Promise.allSettled(coming.map((picture) => picture.decode())).then(() => mark?.scrollIntoView());
}

function show({ header, body, target: next, rule }: PageContent): void {
  const isOther = next.exercise !== target.exercise;
  target = next;
  replace('header', header);
  replace('brief', body);
  if (isOther) window.scrollTo(0, 0);
  if (rule !== undefined) reveal(rule);
  keep();
}

window.addEventListener('message', ({ data }: MessageEvent<PageContent>) => show(data));
window.addEventListener('scroll', keep, { passive: true });
const before = editor.getState();
if (before?.exercise === exercise) window.scrollTo(0, before.scroll);
keep();
editor.postMessage('listening');
