import { SFNClient } from '@aws-sdk/client-sfn';
import { makeWorkflow, type Workflow } from './workflow.ts';

/** The stage's state machine, reached with the function's own role. */
export const openWorkflow = (config: { readonly STATE_MACHINE_ARN: string }): Workflow =>
  makeWorkflow(new SFNClient({}), config.STATE_MACHINE_ARN);
