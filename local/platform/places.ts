import { delimiter, join } from 'node:path';

/** The repository's root folder. */
export const root = join(import.meta.dirname, '../..');
/** Interpreter of the virtual environment that the set-up makes. */
export const python = join(root, '.venv/bin/python');
/** Node 24 from the npm packages. */
export const node = join(root, 'node_modules/.bin/node');

/** The little that every part of the platform gets of the user's environment. */
export const baseEnvironment = (): Record<string, string> => {
  const { HOME = '/', PATH = '/usr/bin:/bin', TMPDIR } = process.env;
  return {
    PATH: [join(root, 'node_modules/.bin'), join(root, '.venv/bin'), PATH].join(delimiter),
    HOME,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  };
};
