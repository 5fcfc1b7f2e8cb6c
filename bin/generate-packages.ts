import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes the document that `GET /runtime/packages` answers with: the Python of container/Dockerfile, and of each package
 * of container/requirements.in the version that requirements.txt locks for that Python. Part of `npm run generate`.
 */
const packagesPath = 'functions/scripts/generated/packages.json';

/** PEP 503: names that differ in case and separators are one. */
const normalised = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Names of the packages that requirements.in asks for; what they bring along is not promised to authors. */
export const readNames = (requirements: string): string[] =>
  requirements
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('-'))
    .map((line) => /^[A-Za-z0-9][\w.-]*/.exec(line)?.[0] ?? line);

/** The Python of the image: the `FROM …python:3.13.2-slim…` line of its last stage. */
export const readPython = (dockerfile: string): string => {
  const versions = [...dockerfile.matchAll(/^FROM\s+\S*?python:(\d+\.\d+(?:\.\d+)?)/gm)].map(
    (match) => match[1],
  );
  const last = versions.at(-1);
  if (last === undefined) throw new Error('container/Dockerfile names no python image');
  return last;
};

const compare = (a: string, b: string): number => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const [at, part] of (right ?? []).entries())
    if ((left?.[at] ?? 0) !== part) return (left?.[at] ?? 0) - part;
  return 0;
};

/** Whether an environment marker holds in the image; one that this does not know is an error, never a guess. */
const holds = (marker: string, python: string): boolean => {
  const match = /^python_(?:full_)?version\s*(<|>=)\s*'([\d.]+)'$/.exec(marker.trim());
  const wanted = match?.[2];
  if (wanted === undefined) throw new Error(`unknown marker: ${marker}`);
  const order = compare(python, wanted);
  return match?.[1] === '<' ? order < 0 : order >= 0;
};

/** Locked versions by normalised name, for one Python. */
export const readLock = (lock: string, python: string): Map<string, string> =>
  new Map(
    [...lock.matchAll(/^([A-Za-z0-9][\w.-]*)==(\S+?)(?:\s*;\s*([^\\\n]+?))?\s*\\?$/gm)]
      .filter(([, , , marker]) => marker === undefined || holds(marker, python))
      .map(([, name = '', version = '']) => [normalised(name), version]),
  );

/** The document's text; throws when a package is asked for and not locked. */
export const packagesDocument = async (root: string): Promise<string> => {
  const read = (name: string) => readFile(join(root, 'container', name), 'utf8');
  const python = readPython(await read('Dockerfile'));
  const lock = readLock(await read('requirements.txt'), python);
  const packages = readNames(await read('requirements.in')).map((name) => {
    const version = lock.get(normalised(name));
    if (version === undefined) throw new Error(`${name} is not locked in container/requirements.txt`);
    return { name, version };
  });
  packages.sort((a, b) => (normalised(a.name) < normalised(b.name) ? -1 : 1));
  return `${JSON.stringify({ python, packages }, null, 2)}\n`;
};

const root = join(import.meta.dirname, '..');

/** Writes the document, or with `--check` says whether the one there is up to date. */
const generatePackages = async (check: boolean): Promise<number> => {
  const wanted = await packagesDocument(root);
  const present = await readFile(join(root, packagesPath), 'utf8').catch(() => undefined);
  if (present === wanted) return 0;
  if (check) {
    console.error(`${packagesPath} is not up to date: run npm run generate`);
    return 1;
  }
  await mkdir(dirname(join(root, packagesPath)), { recursive: true });
  await writeFile(join(root, packagesPath), wanted);
  console.log(`wrote ${packagesPath}`);
  return 0;
};

if (import.meta.main) process.exitCode = await generatePackages(process.argv.includes('--check'));
