import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiStack } from './api-stack.ts';
import { AuditStack } from './audit-stack.ts';
import { ConsoleStack } from './console-stack.ts';
import { DataStack } from './data-stack.ts';
import { IdentityStack } from './identity-stack.ts';
import { ObservabilityStack } from './observability-stack.ts';
import { acknowledgeWildcards } from './reviewed-wildcards.ts';
import { RunnerStack } from './runner-stack.ts';
import { TriggersStack } from './triggers-stack.ts';
import { WorkflowStack } from './workflow-stack.ts';

/** Wires the platform's stacks: what each works with is handed to it. Read this first. */
export const buildStacks = (app: Construct) => {
  const data = new DataStack(app, 'OpenScriptData');
  const { table, storage, cursorSecret, webhookSecret, events } = data;
  const identity = new IdentityStack(app, 'OpenScriptIdentity');
  const { users, bridge, secret: identitySecret } = identity;
  const runner = new RunnerStack(app, 'OpenScriptRunner', { storage });
  const { network, task } = runner;
  const workflow = new WorkflowStack(app, 'OpenScriptWorkflow', { table, storage, events, network, task });
  const { machine, told } = workflow;
  const triggers = new TriggersStack(app, 'OpenScriptTriggers', { table, storage, users, machine, events });
  const { drops } = triggers;
  const auditing = new AuditStack(app, 'OpenScriptAudit', { table, storage });
  const api = new ApiStack(app, 'OpenScriptApi', {
    table,
    storage,
    cursorSecret,
    webhookSecret,
    identitySecret,
    users,
    bridge,
    machine,
    task,
    drops,
    events,
    auditing,
  });
  const site = new ConsoleStack(app, 'OpenScriptConsole', { api: api.api, storage });
  const functions = [...workflow.all, ...triggers.all, ...auditing.all, ...api.all];
  const consumers = [...workflow.consumers, ...triggers.consumers, ...auditing.consumers, ...api.consumers];
  const observability = new ObservabilityStack(app, 'OpenScriptObservability', {
    watched: { api: api.api, machine, consumers, told, audited: auditing.copied, functions, table },
  });
  acknowledgeWildcards(app);
  Tags.of(app).add('application', 'openscript'); // by which costs are told apart; tasks inherit it
  return { data, identity, runner, workflow, triggers, auditing, api, site, observability };
};
