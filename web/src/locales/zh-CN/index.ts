import common from './common.json';
import federation from './federation.json';
import files from './files.json';
import form from './form.json';
import identity from './identity.json';
import policy from './policy.json';
import run from './run.json';
import runs from './runs.json';
import scripts from './scripts.json';
import start from './start.json';
import triggers from './triggers.json';

/** Every message of the console in this language, by subject. */
export const messages = {
  ...common,
  ...federation,
  ...files,
  ...form,
  ...identity,
  ...policy,
  ...run,
  ...runs,
  ...scripts,
  ...start,
  ...triggers,
};
