import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fargateSize } from '../../../functions/runs/fargate-size.ts';
import { limitsSchema } from '../../../functions/scripts/script-schema.ts';

/** Every pair that Fargate has up to 4 vCPU, from its documentation. */
const pairs = new Map<number, readonly number[]>([
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2, 3, 4, 5, 6, 7, 8].map((gib) => gib * 1024)],
  [2048, Array.from({ length: 13 }, (_, n) => (n + 4) * 1024)],
  [4096, Array.from({ length: 23 }, (_, n) => (n + 8) * 1024)],
]);

test('every allowed limit has a size that Fargate has, with room for the script and the supervisor', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...limitsSchema.shape.cpu.values),
      fc.integer({ min: 128, max: 16_384 }),
      (cpu, memory_mb) => {
        const size = fargateSize({ cpu, memory_mb });
        expect(pairs.get(Number(size.cpu))).toContain(Number(size.memory));
        expect(Number(size.cpu)).toBeGreaterThanOrEqual(cpu * 1024);
        expect(Number(size.memory)).toBeGreaterThanOrEqual(memory_mb + 256);
      },
    ),
  ));

test('is the smallest such size', () => {
  expect(fargateSize({ cpu: 0.25, memory_mb: 256 })).toEqual({ cpu: '256', memory: '512' });
  expect(fargateSize({ cpu: 1, memory_mb: 2048 })).toEqual({ cpu: '1024', memory: '3072' });
  expect(fargateSize({ cpu: 0.25, memory_mb: 2048 })).toEqual({ cpu: '512', memory: '3072' });
  expect(fargateSize({ cpu: 2, memory_mb: 16_384 })).toEqual({ cpu: '4096', memory: '17408' });
});
