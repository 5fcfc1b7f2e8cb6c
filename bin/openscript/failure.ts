/** The command line was not understood: exit code 2 and the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something that the message explains; exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The API said no. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly code: number;
  /** `field: message` of every faulty field. */
  readonly fields: readonly string[];
  readonly requestId: string;
  /** Seconds to wait before another try, when the API says so. */
  readonly retryAfter: number | undefined;
  /** What a program must tell apart within one code: `step_up_required`. */
  readonly reason: string | undefined;

  constructor(
    message: string,
    facts: {
      status: number;
      code: number;
      fields: readonly string[];
      requestId: string;
      retryAfter?: number | undefined;
      reason?: string | undefined;
    },
  ) {
    super(message);
    this.status = facts.status;
    this.code = facts.code;
    this.fields = facts.fields;
    this.requestId = facts.requestId;
    this.retryAfter = facts.retryAfter;
    this.reason = facts.reason;
  }
}
