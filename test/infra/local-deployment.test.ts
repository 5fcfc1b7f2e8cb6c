import { expect, test } from 'vitest';
import { LOCAL_IMAGE } from '../../infra/constructs/runner-image.ts';
import { synthesize } from './templates.ts';

/** Paths at which two values differ, with both sides. */
const differences = (
  left: unknown,
  right: unknown,
  path = '',
): { path: string; left: unknown; right: unknown }[] => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right ? [] : [{ path, left, right }];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) =>
    differences(
      (left as Record<string, unknown>)[key],
      (right as Record<string, unknown>)[key],
      `${path}/${key}`,
    ),
  );
};

test('a deployment on one machine differs from one in AWS by the image of the task, and by nothing else', () => {
  const found = differences(synthesize({ local: 'true' }), synthesize({ local: 'false' }));
  expect(found.map(({ path }) => path.split('/').slice(0, 2).join('/'))).toEqual(found.map(() => '/Runner'));
  const images = found.filter(({ path }) => path.includes('/ContainerDefinitions/0/Image'));
  expect(images).toHaveLength(found.length);
  expect(JSON.stringify(images.map(({ left }) => left))).toContain(LOCAL_IMAGE);
});

test('the comparison sees a difference anywhere', () => {
  const left = synthesize({ local: 'true' });
  const right = structuredClone(left);
  Object.assign(right.Data?.Resources.MainTable06387DF9?.Properties ?? {}, { BillingMode: 'PROVISIONED' });
  expect(differences(left, right).map(({ path }) => path)).toEqual([
    '/Data/Resources/MainTable06387DF9/Properties/BillingMode',
  ]);
});
