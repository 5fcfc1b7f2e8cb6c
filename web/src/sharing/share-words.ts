import type { Schemas } from '../api/schemas.ts';
import type { Right } from './rights.ts';

/** Message keys of the rights. */
export const rightKeys: Readonly<Record<Right, string>> = {
  edit: 'share.rightEdit',
  manage: 'share.rightManage',
  run: 'share.rightRun',
  view: 'share.rightView',
};

/** Message keys of whom something is shared with. */
export const toKeys: Readonly<Record<Schemas['Grant']['to']['type'], string>> = {
  department: 'share.toDepartment',
  group: 'share.toGroup',
  user: 'share.toUser',
};

/** Message keys of who sees a script. */
export const visibilityKeys: Readonly<Record<Schemas['Script']['visibility'], string>> = {
  everyone: 'share.visibleEveryone',
  restricted: 'share.visibleRestricted',
};
