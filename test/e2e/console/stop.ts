import type { Page } from 'playwright-core';

/** One page of the console in a state worth looking at. */
export interface Stop {
  readonly name: string;
  readonly path: string;
  /** What must be there before anybody looks. */
  readonly ready: string;
  /** Open without signing in. */
  readonly open?: true;
  /** Brings the page into its state. */
  readonly act?: (page: Page) => Promise<void>;
}
