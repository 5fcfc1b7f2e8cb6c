import { Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { stageValues } from '../stage-values.ts';
import { hasConsoleUrl } from './console-url.ts';
import type { Bindable } from './node-function.ts';

/** The address that this stage writes to people from, and where the links in its mails lead. */
export class MailSender extends Construct {
  readonly #sender: string;
  readonly #consoleUrl: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = Stack.of(this);
    this.#sender = stageValues.mailSender(stack);
    const url = stageValues.consoleUrl(stack);
    // Not set at all when empty, so that on one machine the emulator's own environment may say it.
    this.#consoleUrl = Fn.conditionIf(hasConsoleUrl(stack).logicalId, url, Fn.ref('AWS::NoValue')).toString();
  }

  /** Lets a function send mail in this name and no other. */
  bind(fn: Bindable<'MAIL_SENDER' | 'CONSOLE_URL'>): void {
    // The sender may stand for itself or for its domain: which of the two is verified, the stage does not say.
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })],
        conditions: { StringEquals: { 'ses:FromAddress': this.#sender } },
      }),
    );
    fn.set('MAIL_SENDER', this.#sender);
    fn.set('CONSOLE_URL', this.#consoleUrl);
  }
}
