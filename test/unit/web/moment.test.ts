import { describe, expect, it } from 'vitest';
import { tidyMoment } from '../../../web/src/text/moment.ts';

describe('dates and times as people write them', () => {
  it.each([
    ['date', '2026/10/3', '2026-10-03'],
    ['date', '2026年10月31日', '2026-10-31'],
    ['date', '20261031', '2026-10-31'],
    ['date', ' ２０２６．１．２ ', '2026-01-02'],
    ['date', '10/11/2026', '10/11/2026'],
    ['date', 'tomorrow', 'tomorrow'],
    ['time', '8:5', '08:05'],
    ['time', '８：30:1', '08:30:01'],
    ['time', '8时30分', '08:30'],
    ['time', '08:30:00.250+08:00', '08:30:00.250+08:00'],
    ['date-time', '2026/10/31 8:30', '2026-10-31 08:30'],
    ['date-time', '2026-10-31T08:30:00z', '2026-10-31 08:30:00Z'],
    ['date-time', '2026年10月31日 8时30分15秒', '2026-10-31 08:30:15'],
    ['date-time', '2026-10-31', '2026-10-31'],
  ] as const)('%s %j becomes %j', (kind, typed, tidy) => {
    expect(tidyMoment(kind, typed)).toBe(tidy);
    expect(tidyMoment(kind, tidy)).toBe(tidy);
  });
});
