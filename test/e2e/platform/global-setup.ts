import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { EmulatorAccess } from '../../../local/platform/aws.ts';
import { startPlatform } from '../../../local/platform.ts';

/** What the tests need to know of the running platform. */
export interface PlatformAddress {
  /** e.g. `http://localhost:40123`, without a trailing slash. */
  readonly url: string;
  readonly administrator: string;
  readonly adminPassword: string;
  /** The folder that holds everything: state and logs. */
  readonly home: string;
  /** How to reach the emulated AWS APIs themselves. */
  readonly access: EmulatorAccess;
  /** The outputs of all stacks, by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    platform: PlatformAddress;
  }
}

/** Starts the whole platform once, on free ports in an empty home, for all end-to-end tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'openscript-e2e-'));
  const platform = await startPlatform({ home, port: 0 });
  project.provide('platform', {
    url: platform.url,
    administrator: platform.administrator,
    adminPassword: platform.adminPassword,
    home,
    access: platform.access,
    outputs: platform.outputs.all,
  });
  return async () => {
    await platform.stop();
    await rm(home, { recursive: true, force: true });
  };
}
