import Mocha from 'mocha';

/** Mocha's usual report, closed by the line that the whole test run adds up. A pending test counts as skipped. */
class ClosingLine extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(
      `Mocha run: ${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`,
    );
  }
}

export = ClosingLine;
