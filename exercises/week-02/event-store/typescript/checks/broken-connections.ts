import { fail, type Gate, type KvOperation } from 'codealong/checkkit';

type Moment = 'before' | 'after';

/** A connection on which these operations fail: before the store carries them out, or after that, when the reply is lost. */
export function failing(moment: Moment, fails: (operation: KvOperation) => boolean): Gate {
  const die = (operation: KvOperation): void => {
    if (fails(operation)) throw new Error('connection reset');
  };
  return { [moment]: die };
}

/**
 * Runs the scenario with a connection that fails at operation 1, 2, 3… of it: that operation alone, and from there on. It
 * goes on until a run makes fewer operations, or to the operation `most`.
 */
export async function everyFailure(
  scenario: (gate: Gate, how: string) => Promise<void>,
  most = Infinity,
): Promise<void> {
  for (const moment of ['before', 'after'] as const) {
    for (const isForGood of [false, true]) {
      for (let at = 1, failed = true; failed && at <= most; at++) {
        if (at > 200)
          fail({
            message:
              'A call on a stream of a few events takes more than 200 operations on the key-value store.',
            input: 'a stream of one event, and a batch of three',
          });
        failed = false;
        const isHit = ({ number }: KvOperation): boolean => {
          const isHere = number === at || (isForGood && number > at);
          failed ||= isHere;
          return isHere;
        };
        const gate = isForGood && moment === 'after' ? downAfter(at, isHit) : failing(moment, isHit);
        await scenario(
          gate,
          `the connection fails ${moment} operation ${at}${isForGood ? ', and stays down' : ' alone'}`,
        );
      }
    }
  }
}

/** The reply to an operation is lost, and nothing gets through after it. */
function downAfter(at: number, isHit: (operation: KvOperation) => boolean): Gate {
  return {
    ...failing('before', (operation) => operation.number > at && isHit(operation)),
    ...failing('after', (operation) => operation.number === at && isHit(operation)),
  };
}
