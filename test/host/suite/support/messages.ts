import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as vscode from 'vscode';
import { extensionUnderTest } from '../extension';
import { until } from './until';

interface Message {
  readonly text: string;
  readonly buttons: readonly string[];
}

interface Item {
  readonly label: string;
}

/** What the extension says and asks. A question that nobody answers counts as closed without an answer. */
export interface Messages {
  /** The message whose text matches, once it was said. */
  said(text: RegExp): Promise<Message>;
  /** Every text said so far. */
  readonly texts: readonly string[];
  /** Answers the next messages that have this button by pressing it. */
  press(button: string): void;
  /** Answers the next list by choosing the entry with this label. */
  choose(label: string): void;
  /** The labels of every list shown so far. */
  readonly lists: readonly (readonly string[])[];
}

/** Listens in on the extension during each test of the suite that calls this: nothing pops up, everything is heard. */
export function useMessages(): Messages {
  const window = windowOfTheExtension();
  const heard: Message[] = [];
  const lists: string[][] = [];
  const pressed = new Set<string>();
  const chosen: string[] = [];

  const message = async (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
    const buttons = rest.filter(isButton);
    heard.push({ text, buttons: buttons.map(titleOf) });
    return buttons.find((button) => pressed.has(titleOf(button)));
  };
  const list = async (items: readonly (string | Item)[] | Promise<readonly (string | Item)[]>) => {
    const entries = await items;
    lists.push(entries.map(labelOf));
    const label = chosen.shift();
    return entries.find((entry) => labelOf(entry) === label);
  };
  const replacements = {
    showInformationMessage: message,
    showWarningMessage: message,
    showErrorMessage: message,
    showQuickPick: list,
  };
  const { showInformationMessage, showWarningMessage, showErrorMessage, showQuickPick } = window;
  const originals = { showInformationMessage, showWarningMessage, showErrorMessage, showQuickPick };
  beforeEach(() => {
    heard.length = lists.length = chosen.length = 0;
    pressed.clear();
    Object.assign(window, replacements);
  });
  afterEach(() => void Object.assign(window, originals));

  return {
    said: (text) =>
      until(() => {
        const found = heard.find((one) => text.test(one.text));
        assert.ok(found, `nothing said matches ${String(text)}: ${JSON.stringify(heard)}`);
        return found;
      }),
    get texts() {
      return heard.map(({ text }) => text);
    },
    press: (button) => pressed.add(button),
    choose: (label) => chosen.push(label),
    lists,
  };
}

/** VS Code gives each extension an API object of its own: this is the one that the extension under test uses. */
function windowOfTheExtension(): typeof vscode.window {
  const requireAsExtension = createRequire(
    path.join(extensionUnderTest().extensionPath, 'dist', 'extension.js'),
  );
  return (requireAsExtension('vscode') as typeof vscode).window;
}

type Button = string | { readonly title: string };

function isButton(value: unknown): value is Button {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'title' in value);
}

function titleOf(button: Button): string {
  return typeof button === 'string' ? button : button.title;
}

function labelOf(entry: string | Item): string {
  return typeof entry === 'string' ? entry : entry.label;
}
