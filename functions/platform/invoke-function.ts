import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { FunctionFailed, type InvokeFunction } from './function-failed.ts';

const failureSchema = z.object({
  errorType: z.string().default('unknown'),
  errorMessage: z.string().default(''),
});

/** Invocation with the function's own role. */
export const makeInvokeFunction =
  (client: LambdaClient = new LambdaClient({})): InvokeFunction =>
  async (functionName, event) => {
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
    );
    const answer = JSON.parse(Payload === undefined ? 'null' : Payload.transformToString()) as unknown;
    if (FunctionError === undefined) return answer;
    const { errorType, errorMessage } = failureSchema
      .catch({ errorType: FunctionError, errorMessage: '' })
      .parse(answer);
    throw new FunctionFailed(functionName, errorType, errorMessage);
  };
