/** A home inside the repository, as `npm start` makes it by default: this repository's package.json says "module". */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../local/platform/places.ts';
import { deployProbe } from './emulator/probe-stack.ts';
import { startEmulator, type TestEmulator } from './emulator/start-emulator.ts';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startEmulator({ under: root });
});
afterAll(() => emulator?.stop());

it('a function starts from a home inside the repository', async () => {
  const names = await deployProbe(emulator);
  const { FunctionError, Payload } = await new LambdaClient(emulator.config).send(
    new InvokeCommand({ FunctionName: names.Function, Payload: '{"wish":"nothing"}' }),
  );
  expect(FunctionError).toBeUndefined();
  expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ seen: true });
});
