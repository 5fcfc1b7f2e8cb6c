import audit from './audit.json';
import common from './common.json';
import directory from './directory.json';
import federation from './federation.json';
import files from './files.json';
import form from './form.json';
import identity from './identity.json';
import permissions from './permissions.json';
import policy from './policy.json';
import run from './run.json';
import runs from './runs.json';
import scripts from './scripts.json';
import sessions from './sessions.json';
import start from './start.json';
import triggers from './triggers.json';

/** Every message of the console in this language, by subject. */
export const messages = {
  ...audit,
  ...common,
  ...directory,
  ...federation,
  ...files,
  ...form,
  ...identity,
  ...permissions,
  ...policy,
  ...run,
  ...runs,
  ...scripts,
  ...sessions,
  ...start,
  ...triggers,
};
