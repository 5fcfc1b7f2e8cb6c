import { decide } from '../platform/decide.ts';
import { ApiError, errorCodes, notFound } from '../platform/errors.ts';
import type { Caller } from '../platform/permissions.ts';
import { text } from '../platform/text.ts';
import type { ObjectAction, Right, Thing, ThingType } from '../platform/thing.ts';

/** Finds a thing of a type by its id, as far as decisions need to know it; undefined: there is none. */
export type FindThing = (type: ThingType, id: string) => Promise<Thing | undefined>;

/** What it takes to know of a thing. */
export const seeing: Readonly<Record<ThingType, ObjectAction>> = {
  script: 'scripts.read',
  folder: 'files.read',
  file: 'files.read',
  run: 'runs.read',
  schedule: 'triggers.read',
  drop_folder: 'triggers.read',
  webhook: 'triggers.read',
};

/** The rights that mean something on a thing of a type. */
export const rightsOn: Readonly<Record<ThingType, readonly Right[]>> = {
  script: ['view', 'run', 'edit', 'manage'],
  folder: ['view', 'manage'],
  file: ['view', 'manage'],
  run: ['view', 'edit', 'manage'],
  schedule: ['view', 'run', 'edit', 'manage'],
  drop_folder: ['view', 'run', 'edit', 'manage'],
  webhook: ['view', 'run', 'edit', 'manage'],
};

/** A thing that the caller may share. Throws 40401 for one they may not see either, 40301 for one they only may see. */
export const findToShare = async (
  findThing: FindThing,
  caller: Caller,
  { type, id }: { readonly type: ThingType; readonly id: string },
): Promise<Thing> => {
  const thing = await findThing(type, id);
  if (thing === undefined) throw notFound();
  if (await decide(caller, 'share', thing)) return thing;
  if (!(await decide(caller, seeing[type], thing))) throw notFound();
  throw new ApiError(
    errorCodes.notAllowed,
    text(
      'only its owner, or who has the right to manage it, may share it',
      '只有所有者或拥有管理权的人可以共享',
    ),
  );
};
