import { beforeAll, describe, expect, test } from 'vitest';
import { makeInvokeFunction } from '../../../functions/platform/invoke-function.ts';

beforeAll(() => {
  process.env.AWS_ACCESS_KEY_ID ??= 'AKIDEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'a secret of the tests';
});

const lambda = (...answers: readonly (Response | Error)[]) => {
  const requests: { url: string; init: RequestInit }[] = [];
  const left = [...answers];
  const send = (async (url: URL, init: RequestInit) => {
    requests.push({ url: String(url), init });
    const answer = left.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('no more');
    return answer;
  }) as typeof fetch;
  return { requests, invoke: makeInvokeFunction({ AWS_REGION: 'eu-west-1' }, send) };
};
const refusal = (status: number, type: string) =>
  new Response('{}', { status, headers: { 'x-amzn-errortype': type } });

describe('invoking a function', () => {
  test('is a signed POST of the event', async () => {
    const { invoke, requests } = lambda(new Response('{"ok":true}'));
    expect(await invoke('Preview', { a: 1 })).toEqual({ ok: true });
    expect(requests).toMatchObject([
      {
        url: 'https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/Preview/invocations',
        init: {
          method: 'POST',
          body: '{"a":1}',
          headers: {
            authorization: expect.stringMatching(
              /^AWS4-HMAC-SHA256 Credential=\S+\/eu-west-1\/lambda\/aws4_request, SignedHeaders=\S*content-type;host\S*, Signature=[0-9a-f]{64}$/,
            ),
          },
        },
      },
    ]);
  });

  test('that fails says how', async () => {
    const failed = new Response('{"errorType":"Sandbox.Timedout","errorMessage":"after 25 s"}', {
      headers: { 'x-amz-function-error': 'Unhandled' },
    });
    await expect(lambda(failed).invoke('Preview', {})).rejects.toMatchObject({
      name: 'FunctionFailed',
      errorType: 'Sandbox.Timedout',
      exhausted: true,
    });
  });

  test('is tried again when Lambda is busy or does not answer, three times in all', async () => {
    const { invoke, requests } = lambda(
      refusal(429, 'TooManyRequestsException'),
      new Error('reset'),
      new Response('1'),
    );
    expect(await invoke('Preview', {})).toBe(1);
    expect(requests).toHaveLength(3);
    const busy = lambda(...Array.from({ length: 3 }, () => refusal(429, 'TooManyRequestsException:x')));
    await expect(busy.invoke('Preview', {})).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });

  test('that is refused is not tried again', async () => {
    const { invoke, requests } = lambda(refusal(403, 'AccessDeniedException'));
    await expect(invoke('Preview', {})).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(requests).toHaveLength(1);
  });
});
