/**
 * `npm run bench`: the figures of docs/performance.md, as Markdown on stdout. `npm run bench -- bundles runner` measures
 * only the named parts: bundles, runner, start, run, api, cancel, screen, ticks,
 * drop, audit. Run it on a machine that does nothing else.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { QUICK_LANE } from '../../local/gateway/forward.ts';
import { warmUp } from '../../local/platform/warm-up.ts';
import { startPlatform } from '../../local/platform.ts';
import { newUser } from '../e2e/platform/client.ts';
import { measureApi } from './api-latency.ts';
import { measureAudit } from './audit-cost.ts';
import { measureBundles } from './bundles.ts';
import { measureCancelling } from './cancel-latency.ts';
import { measureDrops } from './drop-latency.ts';
import { measureEmptyRun } from './empty-run.ts';
import { measureFirstScreen } from './first-screen.ts';
import { type Summary, shown, timed } from './statistics.ts';
import { measureTickLateness } from './tick-lateness.ts';

const words = process.argv.slice(2);
const wanted = (part: string) => words.length === 0 || words.includes(part);
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  console.log(
    [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n'),
    '\n',
  );

const day = new Date().toISOString().slice(0, 10);
console.log(
  `## ${day}\n\n${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${shown(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);

if (wanted('bundles')) {
  console.log('### Lambda bundles\n');
  const bundles = await measureBundles();
  table(
    ['function', 'minified, kB', 'cold load, ms (median)'],
    bundles.map(({ name, bytes, loadMs }) => [name, shown(bytes / 1000), shown(loadMs)]),
  );
}

if (wanted('runner')) {
  console.log('### Runner overhead, empty script\n');
  const args = ['test/bench/runner_overhead.py', '--runs', '20', '--launcher', 'bwrap'];
  const { stdout } = await promisify(execFile)('.venv/bin/python', args);
  console.log(`\`\`\`json\n${stdout.trim()}\n\`\`\`\n`);
}

if (['start', 'run', 'api', 'cancel', 'screen', 'ticks', 'drop', 'audit'].some(wanted)) {
  const home = await mkdtemp(join(tmpdir(), 'openscript-bench-'));
  const first = performance.now();
  let platform = await startPlatform({ home, port: 0 });
  const firstMs = performance.now() - first;
  if (wanted('start')) {
    await platform.stop();
    const secondMs = await timed(async () => {
      platform = await startPlatform({ home, port: 0 });
    });
    console.log('### Start on one machine\n');
    table(
      ['', 'seconds'],
      [
        ['first start (deploys all stacks)', shown(firstMs / 1000, 1)],
        ['second start', shown(secondMs / 1000, 1)],
      ],
    );
  }
  const client = await newUser(platform.url, 'bench');
  await client.uploadScript('bench_empty.py', 'def main():\n    return None\n');
  if (wanted('run')) {
    const { total, phases } = await measureEmptyRun(client, 'bench_empty');
    console.log('### `POST /runs` → final status, empty script\n');
    table(['', 'p50, ms', 'p95, ms'], [['total', shown(total.p50), shown(total.p95)]]);
    table(
      ['reached after creation', 'p50, ms'],
      Object.entries(phases).map(([status, ms]) => [status, shown(ms)]),
    );
  }
  if (wanted('api')) {
    const { id: runId } = await client.waitForEnd((await client.startRun('bench_empty')).id);
    const fileId = await client.uploadFile('bench.csv', new TextEncoder().encode('a,b\n1,2\n'));
    await warmUp(platform.access, QUICK_LANE); // as `npm start` does
    console.log('### API latency on one machine, ms\n');
    const latencies = await measureApi(client, { script: 'bench_empty', runId, fileId });
    table(
      ['route', 'clients', 'p50', 'p95', 'p99', 'failed'],
      latencies.map(({ route, clients, p50, p95, p99, failed }) => [
        route,
        String(clients),
        shown(p50),
        shown(p95),
        shown(p99),
        String(failed),
      ]),
    );
  }
  if (wanted('cancel')) {
    console.log('### Cancelling a run that ignores SIGTERM\n');
    const { stopped, ended } = await measureCancelling(client);
    table(
      ['from the request to', 'p50, ms', 'p95, ms'],
      [
        ['its last process is gone', shown(stopped.p50), shown(stopped.p95)],
        ['status `cancelled`', shown(ended.p50), shown(ended.p95)],
      ],
    );
  }
  if (wanted('screen')) {
    console.log('### First screen of the console\n');
    const who = { username: platform.administrator, password: platform.adminPassword };
    const screens = await measureFirstScreen(platform.url, who);
    const row = (what: string, { p50, p95 }: Summary) => [what, shown(p50), shown(p95)];
    table(
      ['from … to', 'p50, ms', 'p95, ms'],
      [
        row('the address → the sign-in form, nothing cached', screens.signIn),
        row('name and password → the list of scripts', screens.home),
        row('the list of scripts, loaded again', screens.reload),
      ],
    );
  }
  if (wanted('ticks')) {
    await client.uploadScript('bench_tick.py', 'def main():\n    return None\n');
    const measured = measureTickLateness(client, 'bench_tick');
    const { schedules, lateness } = await measured.catch(async (thrown: unknown) => {
      await platform.stop(); // a thousand runs would go on without us
      throw thrown;
    });
    console.log('### Tick lateness: due → run created\n');
    table(
      ['schedules due in one minute', 'p50, ms', 'p95, ms', 'p99, ms'],
      [[String(schedules), shown(lateness.p50), shown(lateness.p95), shown(lateness.p99)]],
    );
  }
  if (wanted('drop')) {
    console.log('### Object in a drop folder → run, quiet time 0\n');
    const { created, entered } = await measureDrops(platform, client);
    table(
      ['from the PUT to', 'p50, ms', 'p95, ms'],
      [
        ['the run is created', shown(created.p50), shown(created.p95)],
        ['`main` is entered', shown(entered.p50), shown(entered.p95)],
      ],
    );
  }
  if (wanted('audit')) {
    console.log('### What an audit event costs a write\n');
    const costs = await measureAudit(platform.access, platform.outputs.TableName);
    table(
      ['write', 'without, p50, ms', 'with, p50, ms', 'without, p95, ms', 'with, p95, ms'],
      costs.map(({ write, without, with: told }) => [
        write,
        shown(without.p50, 1),
        shown(told.p50, 1),
        shown(without.p95, 1),
        shown(told.p95, 1),
      ]),
    );
  }
  await platform.stop();
  await rm(home, { recursive: true, force: true });
}
