import { makeFindDropFolderThing } from '../drop-folders/index.ts';
import { makeFindFileThing, makeFindFolderThing } from '../files/index.ts';
import type { Table } from '../platform/table.ts';
import type { Thing, ThingType } from '../platform/thing.ts';
import { makeFindRunThing } from '../runs/index.ts';
import { makeFindScheduleThing } from '../schedules/index.ts';
import { makeFindScriptThing } from '../scripts/index.ts';
import { makeFindWebhookThing } from '../webhooks/index.ts';
import type { FindThing } from './find-things.ts';

/** Finds things of every type in the table; `findUserId` says whose a user name is. */
export const openFindThing = (
  table: Table,
  findUserId: (username: string) => Promise<string | undefined>,
): FindThing => {
  const finders: Readonly<Record<ThingType, (id: string) => Promise<Thing | undefined>>> = {
    script: makeFindScriptThing(table),
    folder: makeFindFolderThing(table, findUserId),
    file: makeFindFileThing(table),
    run: makeFindRunThing(table),
    schedule: makeFindScheduleThing(table),
    drop_folder: makeFindDropFolderThing(table),
    webhook: makeFindWebhookThing(table),
  };
  return (type, id) => finders[type](id);
};
