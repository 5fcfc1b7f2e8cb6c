/** The CDK app: `cdk synth`, `cdk deploy`. What it builds is wired in `infra/stacks.ts`. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStacks } from '../infra/stacks.ts';

const app = new App();
// Rules are checked wherever templates are made for AWS; a deployment on one machine skips them for two seconds less.
if (app.node.tryGetContext('nag') === 'off') {
  process.env.CDK_VALIDATION = 'false'; // CDK's own check of the templates
  app.node.setContext('aws:cdk:disable-stack-trace', true);
} else Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
buildStacks(app);
