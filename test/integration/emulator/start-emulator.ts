import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientConfig, type EmulatorAccess } from '../../../local/platform/aws.ts';
import { Child, type ChildSpec } from '../../../local/platform/child.ts';
import { type Home, openHome, signingSecret } from '../../../local/platform/home.ts';
import { agentSpec, emulatorSpec, type Wiring } from '../../../local/platform/parts.ts';
import { findPort } from '../../../local/platform/ports.ts';

/** An emulator of its own, with nothing deployed, in a folder of its own. */
export interface TestEmulator {
  readonly access: EmulatorAccess;
  readonly config: ReturnType<typeof clientConfig>;
  readonly home: Home;
  readonly port: number;
  /** How it is started. */
  readonly spec: ChildSpec;
  readonly emulator: Child;
  readonly agent: Child;
  /** What the emulator has written to its log. */
  readonly readLog: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the emulator on a free port; with `runner`, the agent too, which runs that package instead of the real one. Its
 * home is made in the folder `under`.
 */
export const startEmulator = async (
  options: { runner?: string; slots?: number; under?: string } = {},
): Promise<TestEmulator> => {
  const folder = await mkdtemp(join(options.under ?? tmpdir(), '.openscript-emulator-'));
  const home = openHome(folder);
  const wiring: Wiring = {
    home,
    secret: signingSecret(home),
    emulatorPort: await findPort(0),
    gatewayPort: 8000,
    slots: options.slots ?? 2,
  };
  const make = (spec: ChildSpec): Child => new Child(spec, { say: () => {} });
  const spec = emulatorSpec(wiring);
  const emulator = make(spec);
  const wholeAgent = agentSpec(wiring);
  const runner = options.runner === undefined ? [] : ['--container', options.runner];
  const agent = make({ ...wholeAgent, args: [...wholeAgent.args, ...runner] });
  await Promise.all([emulator.start(), options.runner === undefined ? undefined : agent.start()]);
  const access = { endpoint: `http://127.0.0.1:${wiring.emulatorPort}`, secret: wiring.secret };
  return {
    access,
    config: clientConfig(access),
    home,
    port: wiring.emulatorPort,
    spec,
    emulator,
    agent,
    readLog: () => readFile(spec.log, 'utf8'),
    stop: async () => {
      await agent.stop();
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Kills a part as hard as can be, and settles when it answers again. */
export const killAndWait = async (child: Child, answers: () => Promise<boolean>): Promise<void> => {
  const before = child.pid;
  if (before === undefined) throw new Error('it does not run');
  process.kill(before, 'SIGKILL');
  for (
    const end = Date.now() + 20_000;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, 25))
  )
    if (child.pid !== undefined && child.pid !== before && (await answers().catch(() => false))) return;
  throw new Error('it did not come back');
};

/** Asks again until it holds. */
export const eventually = async <T>(ask: () => Promise<T | undefined>, seconds = 15): Promise<T> => {
  for (
    const end = Date.now() + seconds * 1000;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, 25))
  ) {
    const found = await ask();
    if (found !== undefined) return found;
  }
  throw new Error('it did not happen');
};
