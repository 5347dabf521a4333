import type { Disposable, ExtensionContext, TestItem } from 'vscode';
import type { CheckReport } from '../../core/check/report';
import type { TellError } from '../commands/register-commands';
import type { Target } from '../commands/target';
import type { ActiveExercise } from '../course/active-exercise';
import type { LanguageChoice } from '../course/choose-language';
import type { Course } from '../course/course';
import type { Solution } from '../course/solution';
import type { Log } from '../ui/log';
import type { Checker } from './checking/checker';

/** What features are made from: there is one of each in a window. */
export interface Parts {
  readonly context: ExtensionContext;
  readonly course: Course;
  readonly active: ActiveExercise;
  readonly language: LanguageChoice;
  readonly checker: Checker;
  readonly brief: BriefPage;
  readonly log: Log;
  readonly tellError: TellError;
}

/** The page of the brief, as everybody else sees it. */
export interface BriefPage {
  /** Shows the brief of an exercise, at one of its rules where that is asked for. */
  show(target: Target, rule?: number): Promise<void>;
}

/** What works by itself from activation on, until it is disposed. */
export type Feature = (parts: Parts) => Disposable;

/** What commands are made from. */
export interface CommandParts extends Parts {
  readonly explorer: TestExplorer;
}

/** What a command does. What it returns is of use to tests and other extensions only. */
export type Action = (parts: CommandParts, target: Target) => Promise<unknown>;

/** The Test Explorer, as commands see it. */
export interface TestExplorer {
  /** Checks a solution such that the Test Explorer shows it. Undefined when it was cancelled or superseded. */
  check(solution: Solution): Promise<CheckReport | undefined>;
  item(solution: Solution): Promise<TestItem>;
  /** What a menu of the Test Explorer is about. */
  targetOf(argument: unknown): Target | undefined;
}
