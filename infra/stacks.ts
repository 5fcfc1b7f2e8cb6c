import type { Construct } from 'constructs';
import { ApiStack } from './api-stack.ts';
import { DataStack } from './data-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { RunnerStack } from './runner-stack.ts';
import { WorkflowStack } from './workflow-stack.ts';

/** Wires the platform's stacks: what each works with is handed to it. Read this first. */
export const buildStacks = (app: Construct) => {
  const { table, storage, cursorSecret } = new DataStack(app, 'OpenScriptData');
  const { users } = new IdentityStack(app, 'OpenScriptIdentity');
  const { network, task } = new RunnerStack(app, 'OpenScriptRunner', { storage });
  const workflow = new WorkflowStack(app, 'OpenScriptWorkflow', { table, storage, network, task });
  const { machine } = workflow;
  const api = new ApiStack(app, 'OpenScriptApi', { table, storage, cursorSecret, users, machine, task });
  return { workflow, api };
};
