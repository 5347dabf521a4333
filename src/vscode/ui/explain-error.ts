import { isCodealongError, type ErrorCode } from '../../core/errors';
import type { Log } from './log';
import { buttonFor, say, type Button, type Message } from './message';
import { Dismissed, Refusal, type RefusalCode } from './refusal';
import type { Target } from '../commands/target';
import { words } from '../words';
import type { TellError } from '../commands/register-commands';

type Code = ErrorCode | RefusalCode;
type Explanation = (target: Target | undefined) => Pick<Message, 'severity' | 'buttons'>;

const { buttons } = words;
const showLog: Button = { title: buttons.showLog, command: 'codealong.showLog' };
const pick: Button = { title: buttons.pickExercise, command: 'codealong.pickExercise' };

/** The whole history, not the one moment in it. */
function withoutMoment({ exercise, language }: Target): Target {
  return { exercise, ...(language && { language }) };
}

/** For each code, how grave it is and which ways out stand beside it. */
const explanations: Readonly<Record<Code, Explanation>> = {
  'invalid-pack': () => ({ severity: 'error', buttons: [showLog] }),
  'unknown-exercise': () => ({ severity: 'warning', buttons: [pick] }),
  'unknown-solution': () => ({ severity: 'warning', buttons: [] }),
  'nothing-changed': () => ({ severity: 'information', buttons: [] }),
  'not-rejected': () => ({ severity: 'warning', buttons: [] }),
  'invalid-name': () => ({ severity: 'warning', buttons: [] }),
  'unknown-language': (target) => ({
    severity: 'warning',
    buttons: [buttonFor(buttons.startInAnotherLanguage, 'codealong.startInAnotherLanguage', target)],
  }),
  'not-started': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.start, 'codealong.start', target)],
  }),
  'outside-folder': () => ({ severity: 'error', buttons: [] }),
  'in-the-way': (target) => ({
    severity: 'error',
    buttons: [buttonFor(buttons.tryAgain, 'codealong.start', target)],
  }),
  'not-writable': () => ({ severity: 'error', buttons: [] }),
  busy: () => ({ severity: 'warning', buttons: [] }),
  unreadable: () => ({ severity: 'error', buttons: [] }),
  'newer-format': () => ({
    severity: 'error',
    buttons: [{ title: buttons.checkForUpdates, command: 'workbench.extensions.action.checkForUpdates' }],
  }),
  'not-solved': (target) => ({
    severity: 'information',
    buttons: [
      buttonFor(buttons.check, 'codealong.check', target),
      buttonFor(buttons.hint, 'codealong.hint', target),
    ],
  }),
  'hints-shown': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.showReference, 'codealong.compareWithReference', target)],
  }),
  'hints-left': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.hint, 'codealong.hint', target)],
  }),
  'no-hints-left': (target) => ({
    severity: 'information',
    buttons: [
      buttonFor(buttons.openGuide, 'codealong.openGuide', target),
      buttonFor(buttons.showReference, 'codealong.compareWithReference', target),
    ],
  }),
  'no-moment': () => ({ severity: 'information', buttons: [] }),
  'changed-since': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.showHistory, 'codealong.showHistory', target && withoutMoment(target))],
  }),
  'not-drawn': () => ({ severity: 'information', buttons: [] }),
  'no-criterion': () => ({ severity: 'information', buttons: [] }),
  'no-check': () => ({ severity: 'warning', buttons: [] }),
  'no-causes': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.hint, 'codealong.hint', target)],
  }),
  'no-alternatives': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.compareWithReference, 'codealong.compareWithReference', target)],
  }),
  'no-case': () => ({ severity: 'information', buttons: [] }),
  'not-built': () => ({ severity: 'warning', buttons: [] }),
  'machine-trouble': () => ({ severity: 'error', buttons: [] }),
  'no-folder': () => ({
    severity: 'information',
    buttons: [{ title: buttons.openFolder, command: 'workbench.action.files.openFolder' }],
  }),
  'not-on-disk': () => ({
    severity: 'warning',
    buttons: [{ title: buttons.openFolder, command: 'workbench.action.files.openFolder' }],
  }),
  restricted: () => ({
    severity: 'warning',
    buttons: [{ title: buttons.manageTrust, command: 'workbench.trust.manage' }],
  }),
  'not-saved': () => ({ severity: 'error', buttons: [] }),
  'no-section': (target) => ({
    severity: 'information',
    buttons: target ? [buttonFor(buttons.openBrief, 'codealong.openBrief', target)] : [pick],
  }),
  'nothing-to-cancel': () => ({ severity: 'information', buttons: [] }),
  'no-results': (target) => ({
    severity: 'information',
    buttons: [buttonFor(buttons.check, 'codealong.check', target)],
  }),
  'several-exercises': () => ({ severity: 'information', buttons: [] }),
};

/** The one place where errors become words. Expected ones say their way out; others are our fault, and the log has them. */
export function errorTeller(log: Log): TellError {
  return (error, target) => {
    if (error instanceof Dismissed) return;
    if (isCodealongError(error) || error instanceof Refusal) {
      log.info(`${error.code}: ${error.message}`);
      say(log, { text: error.message, ...explanations[error.code](target) });
      return;
    }
    log.failure('do what was asked', error);
    say(log, { severity: 'error', text: words.ourFault, buttons: [showLog] });
  };
}
