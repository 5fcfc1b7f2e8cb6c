import type { Tone } from '../run/run-words.ts';
import type { DropSet, Stray } from './folder-draft.ts';

export const setKeys: Readonly<Record<DropSet['status'], string>> = {
  collecting: 'sets.collecting',
  overdue: 'sets.overdue',
  settling: 'sets.settling',
  complete: 'sets.complete',
  ran: 'sets.ran',
  duplicate: 'sets.duplicate',
  failed: 'sets.failed',
  discarded: 'sets.discarded',
};
export const setTones: Readonly<Record<DropSet['status'], Tone>> = {
  collecting: 'live',
  overdue: 'bad',
  settling: 'live',
  complete: 'live',
  ran: 'ok',
  duplicate: 'still',
  failed: 'bad',
  discarded: 'still',
};
export const isOpen = ({ status }: DropSet): boolean =>
  status === 'collecting' || status === 'overdue' || status === 'settling';

export const strayKeys: Readonly<Record<Stray['code'], string>> = {
  no_member: 'strays.noMember',
  too_many: 'strays.tooMany',
  wrong_type: 'strays.wrongType',
  too_large: 'strays.tooLarge',
  bad_name: 'strays.badName',
};
