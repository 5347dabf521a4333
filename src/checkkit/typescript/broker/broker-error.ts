const messages = {
  ILLEGAL_GENERATION: 'the partition is not yours in this generation',
  UNKNOWN_MEMBER_ID: 'you are no longer a member of the group',
} as const;

export type BrokerCode = keyof typeof messages;

/** An error of the broker, with Kafka's name for it. */
export class BrokerError extends Error {
  readonly code: BrokerCode;

  constructor(code: BrokerCode, detail: string) {
    super(`${messages[code]}: ${detail}`);
    this.name = 'BrokerError';
    this.code = code;
  }
}
