import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll } from 'vitest';
import { buildStacks } from '../../infra/stacks.ts';

/** A resource of a synthesised template. */
export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, Record<string, unknown>>;
  Outputs?: Record<string, Record<string, unknown>>;
  Conditions?: Record<string, unknown>;
}

/** Templates by the name of their stack without its prefix: `Data`, `Runner` … */
export type Templates = Record<string, Template>;

const root = join(import.meta.dirname, '..', '..');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface CdkJson {
  readonly context: Record<string, unknown>;
}

/**
 * An app as `cdk synth` makes it, but without bundling: what the functions' code is does not matter here. CDK's own
 * check of the templates is left out (3 s) unless it is wanted.
 */
export const makeApp = (
  context: Record<string, unknown> = {},
  { validated = false } = {},
): { app: App; folder: string } => {
  const settings = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as CdkJson;
  const folder = mkdtempSync(join(tmpdir(), 'openscript-synth-'));
  folders.push(folder);
  const app = new App({
    outdir: folder,
    builtinCloudFormationValidation: validated,
    context: {
      ...settings.context,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:disable-stack-trace': true,
      local: 'true',
      ...context,
    },
  });
  return { app, folder };
};

const made = new Map<string, Templates>();

/** Synthesises all stacks, once for each context, without the rules: these have a test of their own. */
export const synthesize = (context: Record<string, unknown> = {}): Templates => {
  const key = JSON.stringify(context);
  const templates = made.get(key) ?? synthesizeAnew(context);
  made.set(key, templates);
  return templates;
};

const synthesizeAnew = (context: Record<string, unknown>): Templates => {
  const { app } = makeApp(context);
  buildStacks(app);
  return Object.fromEntries(
    app
      .synth()
      .stacks.map(({ stackName, template }) => [stackName.replace('OpenScript', ''), template as Template]),
  );
};
