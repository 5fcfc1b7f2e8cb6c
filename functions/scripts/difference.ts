import { isDeepStrictEqual } from 'node:util';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { ParametersSchema, ScriptVersion } from './script.ts';

/** The search for the shortest diff is given up after this, in milliseconds; two unlike megabytes would take minutes. */
const DIFF_TIMEOUT_MS = 3000;
const CONTEXT_LINES = 3;

const linesOf = (source: string): string[] => source.split(/(?<=\n)/);

/** The diff that takes everything out and puts everything in: right, if not short. */
const replaceAll = (before: string, after: string): string => {
  const sign = (mark: string, line: string) =>
    line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`;
  const [removed, added] = [linesOf(before), linesOf(after)];
  return [
    `@@ -1,${removed.length} +1,${added.length} @@\n`,
    ...removed.map((line) => sign('-', line)),
    ...added.map((line) => sign('+', line)),
  ].join('');
};

/** A unified diff of two versions' sources. */
export const diffSources = (
  from: { version: ScriptVersion; source: string },
  to: { version: ScriptVersion; source: string },
  timeout = DIFF_TIMEOUT_MS,
): string => {
  const [before, after] = [from.version, to.version];
  const [oldHeader, newHeader] = [`version ${before.n}`, `version ${after.n}`];
  const patch = createTwoFilesPatch(
    before.fileName,
    after.fileName,
    from.source,
    to.source,
    oldHeader,
    newHeader,
    { context: CONTEXT_LINES, timeout, headerOptions: FILE_HEADERS_ONLY },
  );
  const heads = `--- ${before.fileName}\t${oldHeader}\n+++ ${after.fileName}\t${newHeader}\n`;
  return patch ?? heads + replaceAll(from.source, to.source);
};

/** How the parameters of two versions differ; `x-required` says whether a value must be given. */
export const diffParameters = (from: ParametersSchema, to: ParametersSchema) => {
  const described = ({ properties, required = [] }: ParametersSchema) =>
    new Map(
      Object.entries(properties).map(([name, property]) => [
        name,
        { ...property, 'x-required': required.includes(name) },
      ]),
    );
  const [before, after] = [described(from), described(to)];
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...before].flatMap(([name, old]) => {
      const changed = after.get(name);
      return changed === undefined || isDeepStrictEqual(old, changed)
        ? []
        : [{ name, from: old, to: changed }];
    }),
  };
};
