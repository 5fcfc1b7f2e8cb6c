import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { clientConfig, type EmulatorAccess } from './aws.ts';

/** An API's function by the name that CloudFormation gives it: `OpenScriptApi-FunctionsRunsApiFunction…`. */
const apiFunction = /Functions\w+ApiFunction/;

/**
 * Starts `processes` processes of every API function, as provisioned concurrency does in AWS, so that the first people
 * who work at the same time do not wait for cold starts. Calls at once get a process each; what they ask is answered 40001.
 */
export const warmUp = async (access: EmulatorAccess, processes: number): Promise<void> => {
  const client = new LambdaClient(clientConfig(access));
  const names: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    names.push(
      ...Functions.flatMap(({ FunctionName = '' }) => (apiFunction.test(FunctionName) ? FunctionName : [])),
    );
  for (const FunctionName of names)
    await Promise.all(
      Array.from({ length: processes }, () =>
        client.send(new InvokeCommand({ FunctionName, Payload: '{}' })),
      ),
    );
  client.destroy();
};
