/** The CDK app: `cdk synth`, `cdk deploy`; what it builds is wired in `infra/stacks.ts`. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStacks } from '../infra/stacks.ts';

const app = new App();
buildStacks(app);
if (app.node.tryGetContext('nag') !== 'off') Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
