import { type Caller, may } from '../platform/permissions.ts';
import type { Deadline, Member, strayActions } from './contract.ts';

/** A drop folder as it is kept. */
export interface DropFolder {
  readonly id: string;
  readonly name: string;
  readonly script: string;
  /** Undefined: the current one at the time of the run. */
  readonly scriptVersion: number | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly members: readonly Member[];
  readonly groupBy: readonly string[] | null;
  readonly quietSeconds: number;
  readonly deadline: Deadline | null;
  readonly onStray: (typeof strayActions)[number];
  readonly enabled: boolean;
  readonly ownerId: string;
  /** The owner's user name, which never changes; runs start in their name, with the roles they have then. */
  readonly owner: string;
  /** Counts changes; a change that was decided on an older count is a conflict. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** One's own drop folders, or everybody's with the wider permission. */
export const maySee = (caller: Caller, folder: Pick<DropFolder, 'ownerId'>): boolean =>
  folder.ownerId === caller.userId || may(caller, 'triggers.read.all');

export const mayManage = (caller: Caller, folder: Pick<DropFolder, 'ownerId'>): boolean =>
  folder.ownerId === caller.userId || may(caller, 'triggers.manage.all');
