/** Lambda, the HTTP API and EventBridge on the emulator: what handlers and consumers rely on. */
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployProbe } from './emulator/probe-stack.ts';
import { readLogGroup } from './emulator/read-log.ts';
import { send } from './emulator/send.ts';
import { eventually, startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

let emulator: TestEmulator;
let names: Readonly<Record<string, string>>;
let lambda: LambdaClient;

beforeAll(async () => {
  emulator = await startEmulator();
  names = await deployProbe(emulator);
  lambda = new LambdaClient(emulator.config);
});
afterAll(() => emulator?.stop());

const invoke = async (name: string, event: object) => {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: names[name], Payload: JSON.stringify(event), LogType: 'Tail' }),
  );
  return {
    failed: answer.FunctionError !== undefined,
    result: JSON.parse(answer.Payload?.transformToString() ?? 'null'),
    log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
  };
};

const call = (path: string, options: Parameters<typeof send>[2] = {}) =>
  send(emulator.port, path, { ...options, host: `${names.Api}.execute-api.localhost:${emulator.port}` });

describe('a function', () => {
  it('in JavaScript runs on Node 24, in Python on the Python of the environment', async () => {
    const { node } = JSON.parse((await call('/open/facts')).body.toString());
    expect(node).toMatch(/^v24\./);
    const { result } = await invoke('Python', {});
    expect(result.version[0] * 100 + result.version[1]).toBeGreaterThanOrEqual(311);
    expect(result.executable).toMatch(/\.venv\/bin\/python/);
  });

  it('gets the emulator’s address and its own settings, and nothing of the person’s environment', async () => {
    process.env.OPENSCRIPT_TEST_CANARY = 'yes';
    const { env, left } = JSON.parse((await call('/open/facts')).body.toString());
    expect(env.AWS_ENDPOINT_URL).toBe(emulator.access.endpoint);
    expect(env.PUBLIC_S3_ENDPOINT).toBe('http://localhost:8000');
    expect(env.AWS_SECRET_ACCESS_KEY).toBe(emulator.access.secret);
    expect(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE).toBe('256');
    expect(Object.keys(env)).not.toContain('OPENSCRIPT_TEST_CANARY');
    expect(left).toBeLessThanOrEqual(2000);
  });

  it('that throws gives the name of its error', async () => {
    const { failed, result } = await invoke('Function', { wish: 'throw' });
    expect([failed, result.errorType, result.errorMessage]).toEqual([true, 'NoCapacity', 'no capacity']);
  });

  it('that is too slow is ended, and one that exits is said to have failed', async () => {
    expect((await invoke('Function', { wish: 'sleep' })).result.errorMessage).toMatch(/timed out after 2/);
    expect((await invoke('Function', { wish: 'exit' })).failed).toBe(true);
    expect((await invoke('Function', { wish: 'nothing' })).result.seen).toBe(true);
  });

  it('costs no thread: those of earlier calls are used again', async () => {
    const threads = () => readdir(`/proc/${emulator.emulator.pid}/task`);
    await call('/open/nothing');
    const before = new Set(await threads());
    for (let n = 0; n < 20; n += 1) await call('/open/nothing');
    // MiniStack starts two for each call; one of its own that looks after something may come between.
    expect((await threads()).filter((id) => !before.has(id)).length).toBeLessThan(5);
  });

  it('has its log lines in its own call, however short it is', async () => {
    const log = async (wish: string) => (await invoke('Function', { wish })).log;
    expect(await log('log')).toContain('said something');
    expect(await log('nothing')).not.toContain('said something');
    expect(await log('log')).not.toContain('end-of-invocation');
  });
});

describe('the HTTP API', () => {
  it('hands over path, query, cookies and binary bodies as payload 2.0', async () => {
    const answer = await call('/open/a%2Fb/%E5%8C%97?x=1&x=2', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b', cookie: 'a=1; b=2' },
      body: Buffer.from([0, 255, 1]),
    });
    const { event } = JSON.parse(answer.body.toString());
    expect(event).toMatchObject({
      version: '2.0',
      rawPath: '/open/a/b/北',
      queryStringParameters: { x: '1,2' },
      isBase64Encoded: true,
      body: Buffer.from([0, 255, 1]).toString('base64'),
      requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' } },
    });
  });

  it('knows no limit for bodies: the gateway sets it', async () => {
    expect((await call('/open/echo', { method: 'POST', body: Buffer.alloc(7_000_000) })).status).toBe(200);
  });

  it('answers in its own words when a function fails: the gateway replaces them', async () => {
    const answer = await call('/open/throw');
    expect([answer.status, JSON.parse(answer.body.toString()).errorMessage]).toEqual([502, 'no capacity']);
    expect((await call('/unknown')).status).toBe(404);
  });

  it('gives every request an id of its own', async () => {
    const ids = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const { event } = JSON.parse((await call('/open/nothing')).body.toString());
        return event.requestContext.requestId as string;
      }),
    );
    expect(new Set(ids).size).toBe(40);
  });

  it('answers in one piece', async () => {
    const socket = connect(emulator.port, '127.0.0.1');
    socket.write(
      `GET /open/nothing HTTP/1.1\r\nhost: ${names.Api}.execute-api.localhost:${emulator.port}\r\n\r\n`,
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    const [head, body] = first.toString().split('\r\n\r\n');
    expect(head).toContain('200');
    expect(body).toMatch(/^\{"node"/);
  });

  it('lets pass who has a token of the pool, and nobody else', async () => {
    const cognito = new CognitoIdentityProviderClient(emulator.config);
    const who = { UserPoolId: names.Pool, Username: 'clerk' };
    await cognito.send(new AdminCreateUserCommand({ ...who, MessageAction: 'SUPPRESS' }));
    await cognito.send(new AdminSetUserPasswordCommand({ ...who, Password: '123456', Permanent: true }));
    const { AuthenticationResult: tokens } = await cognito.send(
      new AdminInitiateAuthCommand({
        UserPoolId: names.Pool,
        ClientId: names.Client,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'clerk', PASSWORD: '123456' },
      }),
    );
    const status = async (token: string) =>
      (await call('/closed/1', { headers: { authorization: `Bearer ${token}` } })).status;
    const good = tokens?.AccessToken ?? '';
    expect(await status(good)).toBe(200);
    expect(await status(good)).toBe(200); // the signature is remembered, and only of the very token:
    expect(await status(`${good.slice(0, -4)}AAAA`)).toBe(401);
    expect((await call('/closed/1')).status).toBe(401);
    // Handlers check the use of a token themselves, because this passes:
    expect(await status(tokens?.IdToken ?? '')).toBe(200);
  });
});

describe('EventBridge', () => {
  const heard = async (word: string) => {
    const log = await readLogGroup(emulator, `/aws/lambda/${names.Function}`);
    return log.find((line) => line.startsWith('EVENT ') && line.includes(word));
  };

  it('tells a function of objects whose keys end as the rule says', async () => {
    const s3 = new S3Client({ ...emulator.config, forcePathStyle: true });
    for (const key of ['runs/r/1/other.json', 'runs/北/1/progress.json'])
      await s3.send(new PutObjectCommand({ Bucket: names.Bucket, Key: key, Body: '{}' }));
    const event = JSON.parse(
      (await eventually(() => heard('runs/北/1/progress.json'))).slice('EVENT '.length),
    );
    expect(event).toMatchObject({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { bucket: { name: names.Bucket }, object: { key: 'runs/北/1/progress.json', size: 2 } },
    });
    expect(event.detail.object.sequencer).toMatch(/^[0-9A-F]+$/);
    expect(await heard('other.json')).toBeUndefined();
  });
});
