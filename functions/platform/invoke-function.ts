import { setTimeout as sleep } from 'node:timers/promises';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256Node } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { FunctionFailed, type InvokeFunction } from './function-failed.ts';

const failureSchema = z.object({
  errorType: z.string().default('unknown'),
  errorMessage: z.string().default(''),
});

/** Where functions are invoked: the region's endpoint, or the emulator's. */
export interface InvokeLocation {
  readonly AWS_REGION: string;
  readonly AWS_ENDPOINT_URL?: string | undefined;
}

const TRIES = 3;
const PAUSE_MS = 100;
const mayPass = (status: number): boolean => status === 429 || status >= 500;

/**
 * Invocation with the function's own role, by Lambda's API `Invoke` (version 2015-03-31) signed with the SDK's own signer:
 * the SDK's client of Lambda has 70 kB for its one hundred other operations.
 */
export const makeInvokeFunction = (location: InvokeLocation, send: typeof fetch = fetch): InvokeFunction => {
  const region = location.AWS_REGION;
  const endpoint = location.AWS_ENDPOINT_URL ?? `https://lambda.${region}.amazonaws.com`;
  const signer = new SignatureV4({ service: 'lambda', region, credentials: fromEnv(), sha256: Sha256Node });
  const post = async (functionName: string, body: string): Promise<Response> => {
    const url = new URL(`/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, endpoint);
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path: url.pathname,
      query: {},
      headers: { host: url.host, 'content-type': 'application/json' },
      body,
    });
    return send(url, { method: 'POST', headers, body });
  };
  const invoke = async (functionName: string, body: string): Promise<Response> => {
    for (let tried = 1; ; tried += 1) {
      const answer = await post(functionName, body).catch((cause: unknown) => {
        if (tried === TRIES)
          throw Object.assign(new Error('Lambda did not answer', { cause }), { name: 'TimeoutError' });
        return undefined;
      });
      if (answer?.ok === true) return answer;
      if (answer !== undefined && (tried === TRIES || !mayPass(answer.status))) {
        const name = answer.headers.get('x-amzn-errortype')?.split(':')[0] ?? `Lambda${answer.status}`;
        throw Object.assign(new Error(`Lambda refused to invoke ${functionName}: ${await answer.text()}`), {
          name,
        });
      }
      await sleep(PAUSE_MS * tried);
    }
  };
  return async (functionName, event) => {
    const response = await invoke(functionName, JSON.stringify(event));
    const answer = JSON.parse((await response.text()) || 'null') as unknown;
    const failure = response.headers.get('x-amz-function-error');
    if (failure === null) return answer;
    const { errorType, errorMessage } = failureSchema
      .catch({ errorType: failure, errorMessage: '' })
      .parse(answer);
    throw new FunctionFailed(functionName, errorType, errorMessage);
  };
};
