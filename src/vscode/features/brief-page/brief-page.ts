import { posix } from 'node:path';
import { commands, Disposable, extensions, Uri, window, type WebviewPanel } from 'vscode';
import { ruleStates } from '../../../core/brief/rule-states';
import type { Exercise } from '../../../core/catalog/catalog';
import type { CommandId } from '../../commands/command-ids';
import { targetOf, type Target } from '../../commands/target';
import type { PageContent } from '../../../page/content';
import type { DisposableLike } from '../../ui/disposable-like';
import { words } from '../../words';
import type { BriefPage, Parts } from '../parts';
import { placeForPage, revealBesideCode } from './beside-code';
import { pageHeader } from './page-header';
import { commandHref, pageHtml, relinked, reachable } from './page-html';
import { pageText } from './page-text';

const viewType = 'codealong.brief';

/** What links on the page may run, and nothing else. */
const linked: readonly CommandId[] = [
  'codealong.start',
  'codealong.check',
  'codealong.hint',
  'codealong.openExercise',
  'codealong.openGuide',
  'codealong.openBrief',
  'codealong.openPage',
];

/** A brief that is open. */
interface Open {
  readonly panel: WebviewPanel;
  target: Required<Pick<Target, 'exercise' | 'language'>>;
  /** The rule to scroll to once the page can. */
  rule?: number | undefined;
}

/**
 * The page of the brief: one tab that no hint and no guide takes, beside the code. It follows what the learner does and keeps its
 * place meanwhile. The editor's own renderer makes its HTML, so that it reads like every other Markdown page (ADR 0022).
 */
export function briefPage(parts: Omit<Parts, 'brief'>): BriefPage & DisposableLike {
  const { context, course, checker, language, log } = parts;
  let open: Open | undefined;

  const styles = (): readonly Uri[] => {
    const preview = extensions.getExtension('vscode.markdown-language-features')?.extensionUri;
    return [
      ...(preview
        ? ['markdown.css', 'highlight.css'].map((file) => Uri.joinPath(preview, 'media', file))
        : []),
      Uri.joinPath(context.extensionUri, 'media', 'brief.css'),
    ];
  };

  const options = () => ({
    enableScripts: true,
    enableCommandUris: linked,
    localResourceRoots: [
      Uri.joinPath(context.extensionUri, 'media'),
      Uri.joinPath(context.extensionUri, 'dist'),
      course.packUri(''),
      ...styles().map((file) => Uri.joinPath(file, '..')),
    ],
  });

  async function contentOf({ panel, target }: Open, exercise: Exercise): Promise<PageContent> {
    const folder = course.folders.current();
    const track = (await course.progress()).exercises[target.exercise]?.tracks[target.language];
    const report = folder && checker.latest({ ...target, folder });
    const markdown = pageText(await (await course.app()).brief(target.exercise, target.language), {
      language: target.language,
      rules: ruleStates(exercise.manifest.checks, report),
      isChecked: track?.checkedAt !== undefined,
      isStage1Done: track?.solvedAt !== undefined,
    });
    const html = await commands.executeCommand<string>('markdown.api.render', markdown);
    const header = pageHeader(exercise, {
      language: target.language,
      isStarted: track !== undefined,
      report,
    });
    return {
      target,
      header,
      body: reachable(relinked(html, (to, kind) => leadsTo(panel, exercise.path, to, kind))),
    };
  }

  /** Where a link or a picture of a brief leads on the page: relative ones are files of the pack. */
  function leadsTo(
    { webview }: WebviewPanel,
    folder: string,
    target: string,
    kind: 'link' | 'picture',
  ): string {
    if (/^([a-z][a-z0-9+.-]*:|#)/i.test(target)) return target;
    const path = posix.join(folder, decodeURI(target));
    return kind === 'picture'
      ? webview.asWebviewUri(course.packUri(path)).toString()
      : commandHref('codealong.openPage', path);
  }

  async function draw(shown: Open): Promise<void> {
    const { panel, target } = shown;
    const exercise = await course.exercise(target.exercise);
    const content = await contentOf(shown, exercise);
    if (open !== shown) return;
    panel.title = words.brief.title(exercise.manifest.title);
    if (panel.webview.html !== '') {
      const { rule } = shown;
      shown.rule = undefined;
      await panel.webview.postMessage({ ...content, ...(rule !== undefined && { rule }) });
      return;
    }
    const uri = (file: Uri): string => panel.webview.asWebviewUri(file).toString();
    panel.webview.html = pageHtml(panel.title, content, {
      source: panel.webview.cspSource,
      styles: styles().map(uri),
      script: uri(Uri.joinPath(context.extensionUri, 'dist', 'brief-page.js')),
    });
  }

  function adopt(panel: WebviewPanel, target: Open['target']): Open {
    const adopted: Open = { panel, target };
    open = adopted;
    const icon = (theme: string): Uri =>
      Uri.joinPath(context.extensionUri, 'media', `guide-mark-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    // What was sent before its script ran is lost, so the page says when it listens.
    panel.webview.onDidReceiveMessage(redraw);
    panel.onDidChangeViewState(redraw);
    panel.onDidDispose(() => {
      if (open === adopted) open = undefined;
    });
    return adopted;
  }

  function create(): WebviewPanel {
    return window.createWebviewPanel(viewType, words.brief.title(''), placeForPage(), {
      ...options(),
      retainContextWhenHidden: true,
      enableFindWidget: true,
    });
  }

  async function show(target: Target, rule?: number): Promise<void> {
    const exercise = await course.exercise(target.exercise);
    const wanted = { exercise: target.exercise, language: await language.toRead(exercise, target) };
    if (open) await revealBesideCode(open.panel);
    const shown = open ?? adopt(create(), wanted);
    shown.target = wanted;
    shown.rule = rule;
    await draw(shown);
  }

  function redraw(): void {
    if (open?.panel.visible) log.quietly('draw the brief', draw(open));
  }

  const subscriptions = Disposable.from(
    course.onDidChange(redraw),
    checker.onDidRestore(redraw),
    checker.onDidForget(redraw),
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state) => {
        const target = targetOf(state);
        if (!target?.language) {
          panel.dispose();
          return;
        }
        panel.webview.options = options();
        const { exercise, language: shownLanguage } = target;
        await draw(adopt(panel, { exercise, language: shownLanguage }));
      },
    }),
  );
  return { show, dispose: () => void subscriptions.dispose() };
}
