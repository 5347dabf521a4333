import type { Req, Res } from '../../../exercises/kit/typescript/kit';
import { fail } from './expect';

/** A request as a learner's handler gets it. An object is sent as JSON, a text as it is. */
export function request(
  method: string,
  path: string,
  more: Partial<Omit<Req, 'body'>> & { body?: unknown } = {},
): Req {
  const { body, headers = {}, ...rest } = more;
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method,
    path,
    ...rest,
    headers: Object.fromEntries(lowerCase) as Record<string, string>,
    ...(body === undefined ? {} : { body: text }),
  };
}

/** A request in one line, for the input of a finding. */
export function describeRequest({ method, path, body }: Req): string {
  return body === undefined ? `${method} ${path}` : `${method} ${path} ${body}`;
}

/** A header of a response, whatever the case of its name: `undefined` when it is not there. */
export function headerOf(response: Pick<Res, 'headers'>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(response.headers).find(([own]) => own.toLowerCase() === wanted)?.[1];
}

/** Fails unless a response says what its body is. `application/json; charset=utf-8` says that it is JSON, too. */
export function mustSay(response: Pick<Res, 'headers'>, input: string, type = 'application/json'): void {
  const actual = headerOf(response, 'content-type') ?? 'none';
  const [said = ''] = actual.split(';');
  if (said.trim().toLowerCase() !== type)
    fail({
      message: `An answer does not say that it is ${type}.`,
      input,
      expected: `content-type: ${type}`,
      actual,
    });
}

/** The body of a response that has to be JSON and has to say so. */
export function jsonOf(response: Res, input: string, type = 'application/json'): unknown {
  mustSay(response, input, type);
  try {
    return JSON.parse(response.body) as unknown;
  } catch {
    return fail({
      message: 'The body of an answer is not JSON.',
      input,
      expected: 'JSON',
      actual: response.body,
    });
  }
}
