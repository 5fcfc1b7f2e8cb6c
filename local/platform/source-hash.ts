import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the stacks and their functions are made from. */
const SOURCES = [
  'bin',
  'infra',
  'functions',
  'events',
  'container',
  'cdk.json',
  'tsconfig.json',
  'package-lock.json',
];

const listFiles = (path: string): string[] => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name !== '__pycache__' && name !== 'node_modules')
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
};

/** One hash over the sources below `root` and over further words; takes some tens of milliseconds. */
export const hashSources = (
  root: string,
  words: readonly string[],
  sources: readonly string[] = SOURCES,
): string => {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((name) => listFiles(join(root, name))))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex');
};
