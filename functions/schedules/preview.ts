import type * as z from 'zod';
import type { Language } from '../platform/text.ts';
import { candidates, type Plan } from './candidates.ts';
import type { previewSchema } from './contract.ts';
import { showLocal, showWall } from './zone.ts';

type Preview = z.input<typeof previewSchema>;

/** Of what is left out the first are shown. */
const MAX_LEFT_OUT = 50;
/** What comes to nothing within these many candidates comes to nothing. */
const MAX_CANDIDATES = 20_000;

/** The next ticks of a plan, at most `count`, with what is moved and left out on the way. */
export const previewOf = (
  plan: Plan,
  after: number,
  count: number,
  language: Language,
  parametersAt: (at: number) => Preview['ticks'][number]['parameters'],
): Preview => {
  const ticks: Preview['ticks'] = [];
  const left_out: Preview['left_out'] = [];
  let seen = 0;
  for (const each of candidates(plan, after)) {
    seen += 1;
    if (each.at === undefined) {
      if (left_out.length < MAX_LEFT_OUT)
        left_out.push({ local: showWall(each.wall), why: each.why[language] });
    } else
      ticks.push({
        at: new Date(each.at).toISOString(),
        local: showLocal(plan.zone, each.at),
        moved_from: each.movedFrom === undefined ? null : showWall(each.movedFrom),
        why: each.why?.[language] ?? null,
        parameters: parametersAt(each.at),
      });
    if (ticks.length >= count || seen >= MAX_CANDIDATES) break;
  }
  return { time_zone: plan.zone.name, ticks, left_out };
};
