import { expect, test, vi } from 'vitest';
import { runsRoutes } from '../../../functions/runs/contract.ts';
import { httpEvent, send } from '../platform/http-events.ts';

test('the function itself refuses every route without a token, before it asks anybody', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined); // the function's log
  Object.assign(process.env, {
    TABLE_NAME: 'openscript',
    USER_POOL_ID: 'us-east-1_example',
    USER_POOL_CLIENT_ID: 'client',
    CURSOR_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:cursors',
    FILES_BUCKET: 'files',
    MASK_FUNCTION: 'MaskFile',
    ARTIFACTS_BUCKET: 'artifacts',
    CLUSTER_NAME: 'openscript',
    STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:run',
    AWS_REGION: 'us-east-1',
  });
  const { handler } = await import('../../../functions/runs/api.ts');
  for (const { method, path } of runsRoutes) {
    const answer = await send(handler, httpEvent(method, path.replace(/\{\w+\+?\}/g, 'x')));
    expect([path, answer.status, answer.body.code]).toEqual([path, 401, 40101]);
  }
  expect((await send(handler, httpEvent('GET', '/runs/x/nothing'))).body.code).toBe(40401);
});
