import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** Nothing that leaves the machine, nothing that needs a screen, a graphics card or a sandbox of its own. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const installed = async (): Promise<string | undefined> => {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [
    ...(process.env.OPENSCRIPT_BROWSER === undefined ? [] : [process.env.OPENSCRIPT_BROWSER]),
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  for (const path of places) if (await isProgram(path)) return path;
  return undefined;
};

/** Debian's package, where this user may install one. */
const fromDebian = async (): Promise<string | undefined> => {
  if (process.getuid?.() !== 0 || !(await isProgram('/usr/bin/apt-get'))) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      env,
    });
  } catch {
    return undefined;
  }
  return installed();
};

/** Playwright's own build of Chromium, in its usual cache. */
const fromPlaywright = async (): Promise<string | undefined> => {
  const path = chromium.executablePath();
  if (path !== '' && (await isProgram(path))) return path;
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium-headless-shell']).catch(() => undefined);
  const shell = chromium.executablePath();
  return (await isProgram(shell)) ? shell : undefined;
};

/**
 * The browser of the tests: one on the machine, else Debian's package, else Playwright's download; it says which.
 * Throws when there is none, so that nothing passes without it.
 */
export const findBrowser = async (): Promise<{ readonly path: string; readonly source: string }> => {
  const ways = [
    ['found on this machine', installed],
    ["installed from Debian's packages", fromDebian],
    ["Playwright's own download", fromPlaywright],
  ] as const;
  for (const [source, way] of ways) {
    const path = await way();
    if (path !== undefined) return { path, source };
  }
  throw new Error(
    'no Chromium or Chrome: install one (apt-get install chromium), or name it in OPENSCRIPT_BROWSER',
  );
};

/** Starts the browser with an empty profile of its own; the caller closes it. */
export const launchBrowser = async (): Promise<Browser> => {
  const { path, source } = await findBrowser();
  console.log(`browser: ${path} (${source})`);
  return chromium.launch({ executablePath: path, args: flags, headless: true });
};
