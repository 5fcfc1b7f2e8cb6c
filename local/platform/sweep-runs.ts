import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfig, type EmulatorAccess } from './aws.ts';
import type { Outputs } from './outputs.ts';

/** Has the platform's sweeper look at every unfinished run now, instead of at the next full minute. */
export const sweepRuns = async (access: EmulatorAccess, { all }: Outputs): Promise<void> => {
  const FunctionName = all.SweepRunsFunction;
  if (FunctionName === undefined) return;
  const client = new LambdaClient(clientConfig(access));
  await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{}' }));
  client.destroy();
};
