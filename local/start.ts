/** `npm start`: the whole platform on this machine, until Ctrl-C. */
import { type DemoResult, runDemo } from './demo/merge-offices.ts';
import { QUICK_LANE } from './gateway/forward.ts';
import { warmUp } from './platform/warm-up.ts';
import { type Platform, startPlatform } from './platform.ts';
import { parseStartOptions, type StartOptions, USAGE } from './start/options.ts';
import { describePlatform } from './start/summary.ts';

const say = (line: string): void => console.log(line);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Resolves when the person wants it to end; the same wish aborts a start that is not done yet. */
const untilTold = (impatience: AbortController): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        if (!impatience.signal.aborted) say('stopping …');
        impatience.abort(new Error('stopped before it was ready'));
        resolve();
      });
  });

const tryDemo = async (platform: Platform): Promise<DemoResult | undefined> => {
  try {
    return await runDemo(platform, say);
  } catch (error) {
    console.error(`the demo failed: ${messageOf(error)}`);
    return undefined;
  }
};

/** Starts, shows, waits, stops; answers the status to end with. */
const run = async (options: StartOptions): Promise<number> => {
  const impatience = new AbortController();
  const told = untilTold(impatience);
  const { home, port, values } = options;
  const platform = await startPlatform({ home, port, values, say, signal: impatience.signal }).catch(
    (error: unknown) => {
      if (!impatience.signal.aborted) throw error;
    },
  );
  if (platform === undefined) return 0;
  try {
    const demo = options.demo ? await Promise.race([tryDemo(platform), told]) : undefined;
    if (impatience.signal.aborted) return 0;
    say(describePlatform(platform, demo ?? undefined, !options.once));
    if (options.once) return demo ? 0 : 1;
    // Whoever comes meanwhile is answered, only later; a platform that ends meanwhile needs no warmth.
    warmUp(platform.access, QUICK_LANE).catch(() => {});
    await told;
    return 0;
  } finally {
    await platform.stop();
  }
};

const main = async (): Promise<number> => {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 24)
    throw new Error(`start it by npm start: it needs Node 24, this is ${process.version}`);
  const options = parseStartOptions(process.argv.slice(2), process.env);
  if (options !== 'help') return run(options);
  say(USAGE);
  return 0;
};

process.exit(
  await main().catch((error: unknown) => {
    console.error(messageOf(error));
    return 1;
  }),
);
