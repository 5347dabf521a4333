/** The account holds fewer points than the reward costs. */
export class InsufficientPoints extends Error {
  readonly wanted: number;
  readonly balance: number;

  constructor(wanted: number, balance: number) {
    super(`${wanted} points wanted, but the balance is ${balance}`);
    this.name = 'InsufficientPoints';
    this.wanted = wanted;
    this.balance = balance;
  }
}

/** An amount of money or points that no purchase and no reward can have. */
export class InvalidAmount extends Error {
  constructor(rule: string) {
    super(rule);
    this.name = 'InvalidAmount';
  }
}

/** A purchase is to be reversed that never brought points to this account. */
export class UnknownPurchase extends Error {
  readonly txId: string;

  constructor(txId: string) {
    super(`there is no purchase ${txId} on this account`);
    this.name = 'UnknownPurchase';
    this.txId = txId;
  }
}
