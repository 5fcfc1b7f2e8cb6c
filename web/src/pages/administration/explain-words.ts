import type { ObjectAction, ThingType } from '../../../../functions/platform/thing.ts';

/** Message keys of what is done to one thing. */
export const actKeys: Readonly<Record<ObjectAction, string>> = {
  'files.read': 'explain.actFilesRead',
  'files.write': 'explain.actFilesWrite',
  'runs.read': 'explain.actRunsRead',
  'runs.cancel': 'explain.actRunsCancel',
  'scripts.read': 'explain.actScriptsRead',
  'scripts.run': 'explain.actScriptsRun',
  'scripts.edit': 'explain.actScriptsEdit',
  'scripts.manage': 'explain.actScriptsManage',
  'triggers.read': 'explain.actTriggersRead',
  'triggers.run': 'explain.actTriggersRun',
  'triggers.edit': 'explain.actTriggersEdit',
  'triggers.manage': 'explain.actTriggersManage',
  share: 'explain.actShare',
};

/** Message keys of the kinds of things. */
export const thingKeys: Readonly<Record<ThingType, string>> = {
  drop_folder: 'explain.thingDropFolder',
  file: 'explain.thingFile',
  folder: 'explain.thingFolder',
  run: 'explain.thingRun',
  schedule: 'explain.thingSchedule',
  script: 'explain.thingScript',
  webhook: 'explain.thingWebhook',
};
