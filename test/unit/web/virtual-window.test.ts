import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollTopOf, windowAt } from '../../../web/src/table/virtual-window.ts';

describe('the window of a long list', () => {
  it('draws a screenful whatever the length', () => {
    const { first, last } = windowAt(1_000_000, 20, 0, 600);
    expect(first).toBe(0);
    expect(last).toBeLessThan(60);
  });

  it('stays below what browsers can lay out', () => {
    expect(windowAt(5_000_000, 20, 0, 600).height).toBeLessThanOrEqual(8_000_000);
  });

  it('reaches the last row at the end of the scroll', () => {
    const { height } = windowAt(1_000_000, 20, 0, 600);
    const end = windowAt(1_000_000, 20, height - 600, 600);
    expect(end.last).toBe(1_000_000);
    expect(end.top + (end.last - end.first) * 20).toBeCloseTo(height, 3);
  });

  it('shows the row that was asked for at the top', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 3_000_000 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (count, part) => {
          const row = Math.floor((count - 50) * part);
          const view = windowAt(count, 20, scrollTopOf(row, count, 20, 600), 600);
          expect(view.first).toBeLessThanOrEqual(row);
          expect(view.last).toBeGreaterThan(row);
        },
      ),
    );
  });
});
