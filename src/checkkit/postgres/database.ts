import { Finding } from '../typescript/finding';
import { drawPlan, readPlan, type Plan } from './plan';
import { placeIn, readScript, type Script } from './script';
import type { Answer, Row, ServerError, Session } from './session';
import { splitStatements, type Statement } from './split';

/** Hears what goes on while a check runs. */
export interface Listener {
  /** Which statement of the solution runs now; without one, it is over. */
  running(statement?: { name: string; text: string; at: ReturnType<typeof placeIn> }): void;
  /** A plan to show, drawn as a tree. */
  plan(drawn: string): void;
}

/** The database that an exercise is judged with, as its seed made it, and the SQL of the solution. */
export class Database {
  constructor(
    private readonly session: Session,
    private readonly texts: Readonly<Record<string, string>>,
    private readonly listener: Listener,
  ) {}

  /** A file of the solution; `name` is what findings call it. */
  script(file: string, name: string): Script {
    return readScript(file, name, this.texts[file] ?? '');
  }

  /** Runs a statement of a check, and gives its rows. It is known to work, unless the solution has changed what it needs. */
  async rows(statement: string): Promise<readonly Row[]> {
    const answer = await this.session.answer(statement);
    if ('rows' in answer) return answer.rows;
    throw new Finding({
      message: `After your statements the check could not look at the database any more: ${told(answer.refused)}`,
      input: statement,
    });
  }

  /** Runs statements of a check, one after the other. */
  async run(statements: string): Promise<void> {
    for (const { text } of splitStatements(statements)) await this.rows(text);
  }

  /** Runs a statement of the solution, by itself, and tells how it ended. */
  perform(script: Script, statement: Statement): Promise<Answer> {
    return this.during(script, statement, () => this.session.answer(statement.text));
  }

  /** Does work that runs a statement of the solution in another form. When it never ends, that statement is named. */
  async during<T>(script: Script, statement: Statement, work: () => Promise<T>): Promise<T> {
    const name = nameOf(script, statement);
    this.listener.running({ name, text: statement.text, at: placeIn(script, statement) });
    try {
      return await work();
    } finally {
      this.listener.running();
    }
  }

  /** Runs a statement of a check that may be refused, and tells how it ended. */
  attempt(statement: string): Promise<Answer> {
    return this.session.answer(statement);
  }

  /**
   * Runs a script of the solution, or its first `count` statements, each by itself; then the session is as a new one. Fails at the
   * statement that PostgreSQL refuses, with its line.
   */
  async runScript(script: Script, count = script.statements.length): Promise<void> {
    try {
      for (const statement of script.statements.slice(0, count)) {
        const answer = await this.perform(script, statement);
        if ('refused' in answer) throw refusal(script, statement, answer.refused);
      }
      if (count === script.statements.length) this.requireNoTransaction(script);
    } finally {
      await this.renew();
    }
  }

  /** Ends what is open, and forgets settings, prepared statements and temporary tables. */
  async renew(): Promise<void> {
    if (this.session.inTransaction()) await this.session.answer('ROLLBACK');
    await this.rows('DISCARD ALL');
  }

  /** Runs a query and gives the plan that it was run with. */
  async plan(query: string): Promise<Plan> {
    return readPlan(await this.rows(explained(query)));
  }

  /** The same for a query of the solution, which PostgreSQL may refuse. */
  async planOf(query: string): Promise<Plan | ServerError> {
    const answer = await this.session.answer(explained(query));
    return 'rows' in answer ? readPlan(answer.rows) : answer.refused;
  }

  /** Shows a plan beside the outcome of the check that is running; of several, the last. */
  showPlan(title: string, plan: Plan): void {
    this.listener.plan(`${title}\n${drawPlan(plan)}`);
  }

  /** Does work in an empty `public` schema. The real one is set aside meanwhile, and as it was afterwards. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    await this.run('ALTER SCHEMA public RENAME TO set_aside; CREATE SCHEMA public');
    try {
      return await work();
    } finally {
      await this.renew();
      await this.rows('DROP SCHEMA IF EXISTS public CASCADE');
      await this.rows('ALTER SCHEMA set_aside RENAME TO public');
    }
  }

  private requireNoTransaction(script: Script): void {
    const last = script.statements.at(-1);
    if (!last || !this.session.inTransaction()) return;
    throw new Finding({
      message: `The ${script.name} script ends inside a transaction, so everything since BEGIN is rolled back.`,
      expected: 'no transaction is open after the last statement',
      at: placeIn(script, last),
    });
  }
}

function nameOf(script: Script, { number }: Statement): string {
  return `Statement ${number} of ${script.name}`;
}

function explained(query: string): string {
  return `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF, FORMAT JSON) ${query}`;
}

/** What PostgreSQL says, in one line. */
export function told({ code, message }: ServerError): string {
  return `${message} (${code})`;
}

/** A statement of the solution that PostgreSQL refuses, at the place that it points at. */
export function refusal(script: Script, statement: Statement, error: ServerError, when = ''): Finding {
  return new Finding({
    message: `${nameOf(script, statement)} fails${when}: ${told(error)}`,
    input: statement.text,
    at: placeIn(script, statement, error.position),
  });
}
