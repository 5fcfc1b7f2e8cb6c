import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStacks } from '../../infra/stacks.ts';
import { makeApp } from './templates.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

/** Synthesises under every rule and gives each finding as `rule @ path of the resource`, sorted. */
export const ruleFindings = (): string[] => {
  const { app, folder } = makeApp(
    { '@aws-cdk/core:failSynthOnValidationErrors': false },
    { validated: true },
  );
  buildStacks(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  const report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} @ ${constructPath}`),
    )
    .sort();
};
