import type { Schemas } from '../../api/schemas.ts';

export type Queue = Schemas['Queue'];
export type WaitingRun = Queue['waiting'][number];

/** What a waiting run waits for, as message keys. */
export const waitingKeys: Readonly<Record<WaitingRun['waiting_for'], string>> = {
  platform: 'queue.forPlatform',
  user: 'queue.forUser',
  script: 'queue.forScript',
};
