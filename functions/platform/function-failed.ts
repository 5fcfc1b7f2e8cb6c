/** The function was called and did not answer: it crashed, ran out of time or memory, or threw. */
export class FunctionFailed extends Error {
  override readonly name = 'FunctionFailed';
  /** What the runtime calls it, such as `Sandbox.Timedout` or `Runtime.ExitError`. */
  readonly errorType: string;
  /** Whether what it was given was too much for it: it ran out of time or memory, or its process died. */
  readonly exhausted: boolean;

  constructor(functionName: string, errorType: string, errorMessage: string) {
    super(`${functionName} failed: ${errorType}: ${errorMessage}`);
    this.errorType = errorType;
    this.exhausted = /Timedout|OutOfMemory|ExitError|timed out|exited/i.test(`${errorType} ${errorMessage}`);
  }
}

/** Calls another function with an event and waits for its answer; throws {@link FunctionFailed}. */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<unknown>;
