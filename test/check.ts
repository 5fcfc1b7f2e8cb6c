/** `npm run check`: everything, as a contributor runs it before a commit. Stops at nothing, says all that is wrong. */
import { checkPart } from './parts/kinds.ts';
import { type Part, runPart } from './parts/part.ts';

const parts: readonly Part[] = [
  checkPart('Node 24', ['node', '-e', 'process.exit(process.versions.node.startsWith("24.") ? 0 : 1)']),
  checkPart('format and lint', ['biome', 'check', '.']),
  checkPart('typed lint', ['oxlint', '--type-aware']),
  checkPart('Python lint', ['.venv/bin/ruff', 'check', 'container', 'test', 'examples', 'local']),
  checkPart('types', ['tsc', '--noEmit']),
  checkPart('console types', ['npm', 'run', '--silent', 'types:web']),
  checkPart('layers', ['npm', 'run', '--silent', 'layers']),
  checkPart('dead code', ['knip']),
  checkPart('generated files up to date', ['node', 'bin/generate.ts', '--check']),
  checkPart('synth with cdk-nag', ['cdk', 'synth', '--quiet']),
  checkPart('tests', ['node', 'test/run.ts']),
];

let failed = 0;
for (const part of parts) {
  const outcome = await runPart(part);
  if (!outcome.ok || part.name === 'tests') console.log(outcome.output.trimEnd());
  console.log(`${outcome.ok ? 'ok    ' : 'FAILED'} ${part.name} in ${outcome.seconds.toFixed(1)} s`);
  if (!outcome.ok) failed += 1;
}
console.log(failed === 0 ? '\nall checks hold' : `\n${failed} of ${parts.length} checks failed`);
process.exit(failed === 0 ? 0 : 1);
