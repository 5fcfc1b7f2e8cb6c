/**
 * `npm test`: every test there is, in parts. Prints each part's counts and fails when one failed or did not run.
 * `npm test -- unit security` runs only the parts whose name contains one of the words.
 */
import { checkPart, pytestPart, vitestPart } from './parts/kinds.ts';
import { type Outcome, type Part, runPart } from './parts/part.ts';

/**
 * Lanes side by side. Whole platforms wait for much of their time, so that two cores have room for a lane of what computes
 * beside two lanes of theirs.
 */
const lanes: readonly (readonly Part[])[] = [
  [
    checkPart('generated files up to date', ['node', 'bin/generate.ts', '--check']),
    checkPart('types', ['tsc', '--noEmit']),
    vitestPart('unit'),
    vitestPart('infra'),
    pytestPart('test/runner'),
    pytestPart('test/security'),
    vitestPart('integration'),
  ],
  [vitestPart('e2e'), vitestPart('kills')],
  [vitestPart('console'), vitestPart('load')],
];

const words = process.argv.slice(2);
const wanted = (part: Part) => words.length === 0 || words.some((word) => part.name.includes(word));

const report = (outcome: Outcome): Outcome => {
  const { passed, failed, skipped } = outcome.counts;
  const verdict = outcome.ok ? 'ok    ' : 'FAILED';
  if (!outcome.ok) console.log(`\n──── ${outcome.name}\n${outcome.output.slice(-20_000)}\n────`);
  console.log(
    `${verdict} ${outcome.name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${outcome.seconds.toFixed(1)} s`,
  );
  return outcome;
};

const runLane = async (parts: readonly Part[]): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const part of parts.filter(wanted)) outcomes.push(report(await runPart(part)));
  return outcomes;
};

if (Number(process.versions.node.split('.')[0]) !== 24) {
  console.error(
    `the tests need Node 24 from node_modules/.bin, this is ${process.version}: run them by npm test`,
  );
  process.exit(1);
}
const outcomes = (await Promise.all(lanes.map(runLane))).flat();
const sum = (kind: 'passed' | 'failed' | 'skipped') =>
  outcomes.reduce((total, { counts }) => total + counts[kind], 0);
const broken = outcomes.filter(({ ok }) => !ok);
if (broken.length > 0) console.log(`\nfailed or did not run: ${broken.map(({ name }) => name).join(', ')}`);
const failed = Math.max(sum('failed'), broken.length);
console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
process.exit(outcomes.length > 0 && broken.length === 0 ? 0 : 1);
