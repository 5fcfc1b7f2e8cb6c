/** Starts and stops the whole platform on one machine: for `npm start`, and for the tests in a folder of their own. */
import { rmSync } from 'node:fs';
import { ADMINISTRATOR, ensureAdministrator } from './platform/administrator.ts';
import type { EmulatorAccess } from './platform/aws.ts';
import { Child, type ChildSpec, type Say } from './platform/child.ts';
import { buildConsole } from './platform/console-build.ts';
import { deploy, type StageValues } from './platform/deploy.ts';
import { waitForHealth } from './platform/health.ts';
import { forgetUnfinishedStart, type Home, openHome, signingSecret } from './platform/home.ts';
import { verifySender } from './platform/mail-sender.ts';
import { type Outputs, readOutputs } from './platform/outputs.ts';
import { agentSpec, dropWatcherSpec, emulatorSpec, gatewaySpec, type Wiring } from './platform/parts.ts';
import { findPort } from './platform/ports.ts';
import { endLeftovers, note, refuseSecond, releaseHome } from './platform/running.ts';
import { testSandbox } from './platform/self-test.ts';
import { sweepRuns } from './platform/sweep-runs.ts';

export interface PlatformOptions {
  /** Folder that holds everything; made if it is not there. */
  readonly home: string;
  /** Where the gateway listens on 127.0.0.1; 0 takes a free port. */
  readonly port: number;
  /** How many runs at a time; the number of cores by default. */
  readonly slots?: number;
  /** Stage values in place of those of one machine, e.g. `{ SignInDomain: 'openscript' }`. */
  readonly values?: StageValues;
  /** Told what a person should know while it starts and runs. */
  readonly say?: Say;
  /** Ends the start before it is done; what was started is stopped. */
  readonly signal?: AbortSignal;
}

/** A running platform. */
export interface Platform {
  /** e.g. `http://localhost:8000`, without a trailing slash. */
  readonly url: string;
  readonly administrator: string;
  readonly adminPassword: string;
  readonly home: Home;
  /** How to reach the emulated AWS APIs themselves. */
  readonly access: EmulatorAccess;
  /** The outputs of all stacks. */
  readonly outputs: Outputs;
  /** The parts, by name: a test kills one to see it come back. */
  readonly parts: Readonly<Record<'emulator' | 'agent' | 'gateway' | 'watcher', Child>>;
  /** Stops everything it started, and only that. */
  readonly stop: () => Promise<void>;
}

/** Starts all parts in order; when one cannot be started, stops the others and throws what to do. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const say = options.say ?? (() => {});
  const signal = options.signal ?? new AbortController().signal;
  const home = openHome(options.home);
  refuseSecond(home.running);
  endLeftovers(home.running);
  forgetUnfinishedStart(home);
  const gatewayPort = await findPort(options.port);
  const url = `http://localhost:${gatewayPort}`;
  const emulatorPort = await findPort(0);
  const endpoint = `http://127.0.0.1:${emulatorPort}`;
  note(home.running, { url, endpoint }, []);
  const secret = signingSecret(home);
  const wiring: Wiring = { home, secret, emulatorPort, gatewayPort, slots: options.slots };
  const access: EmulatorAccess = { endpoint, secret };

  const started: Child[] = [];
  const makeChild = (spec: ChildSpec, onBack?: () => Promise<void>): Child => {
    rmSync(spec.log, { force: true });
    const noteAll = (): void => {
      const pids = started.map(({ pid }) => pid).filter((pid) => pid !== undefined);
      note(home.running, { url, endpoint }, pids);
    };
    const child = new Child(spec, { say, onStart: noteAll, onBack: onBack ?? (async () => {}) });
    started.push(child);
    return child;
  };
  const stop = async (): Promise<void> => {
    // The gateway first, so that nothing new comes; the emulator last, because ending tasks report to it.
    for (const child of [...started].reverse()) await child.stop();
    releaseHome(home.running);
  };

  try {
    // Runs that were under way when a part died have lost an event; they need not wait for the next minute.
    const mend = async (): Promise<void> => {
      const outputs = await readOutputs(access);
      if (outputs !== undefined) await sweepRuns(access, outputs);
    };
    const emulator = makeChild(emulatorSpec(wiring), mend);
    const agent = makeChild(agentSpec(wiring), mend);
    await Promise.all([
      testSandbox(home, signal),
      emulator.start(),
      agent.start(),
      buildConsole(signal, say),
    ]);
    const outputs = await deploy({ home, access, signal, values: options.values ?? {} }, say);
    await verifySender(access);
    const gateway = makeChild(
      gatewaySpec(wiring, outputs.ApiId, [outputs.FilesBucket, outputs.ArtifactsBucket]),
    );
    signal.throwIfAborted();
    await gateway.start();
    const watcher = makeChild(dropWatcherSpec(wiring, outputs.TableName, outputs.FilesBucket));
    await watcher.start();
    await waitForHealth(url);
    await sweepRuns(access, outputs);
    const adminPassword = await ensureAdministrator(home, url);
    const parts = { emulator, agent, gateway, watcher };
    return { url, administrator: ADMINISTRATOR, adminPassword, home, access, outputs, parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
