#!/usr/bin/env node
/**
 * Makes a fresh clone ready: npm packages, Node 24 among them, and the Python environment. Run before every command
 * that needs them; does nothing, in well under a second, when nothing has changed. Plain Node >= 20, no dependencies.
 */
import { join } from 'node:path';
import { makeEnvironment } from './setup/environment.mjs';
import { withLock } from './setup/lock.mjs';
import { installPackages } from './setup/packages.mjs';
import { fail } from './setup/say.mjs';

const root = join(import.meta.dirname, '..');
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node 20 or newer is needed to start, this is ${process.version}: https://nodejs.org/`);

await withLock(root, () => {
  installPackages(root);
  makeEnvironment(root);
});
