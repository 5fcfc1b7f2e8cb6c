/** `npm start`: the whole platform on this machine, until Ctrl-C. */
import { runDemo } from './demo/merge-offices.ts';
import { type Platform, startPlatform } from './platform.ts';
import { parseStartOptions, USAGE } from './start/options.ts';
import { describePlatform } from './start/summary.ts';

const say = (line: string): void => console.log(line);
const fail = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
};

const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  fail(new Error(`run it by npm start: it needs Node 24 from node_modules, this is ${process.version}`));

const options = (() => {
  try {
    return parseStartOptions(process.argv.slice(2), process.env);
  } catch (error) {
    return fail(new Error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`));
  }
})();
if (options === 'help') {
  say(USAGE);
  process.exit(0);
}

let platform: Promise<Platform> | undefined;
let ending = false;
const end = async (status: number): Promise<void> => {
  if (ending) return;
  ending = true;
  say('stopping …');
  const running = await platform?.catch(() => undefined);
  await running?.stop();
  process.exit(status);
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void end(0));

platform = startPlatform({ home: options.home, port: options.port, say });
const running = await platform.catch(fail);
const started = options.demo ? runDemo(running, say) : undefined;
const demo = await started?.catch((error: unknown) => {
  console.error(`the demo failed: ${error instanceof Error ? error.message : String(error)}`);
  return 'failed' as const;
});
if (!ending) say(describePlatform(running, demo === 'failed' ? undefined : demo));
if (options.once) await end(demo === 'failed' ? 1 : 0);
