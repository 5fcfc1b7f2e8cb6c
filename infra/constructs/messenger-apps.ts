import { ArnFormat, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { stageValues } from '../stage-values.ts';
import type { Bindable } from './node-function.ts';

export const messengers = ['Wecom', 'Dingtalk', 'Feishu'] as const;
export type MessengerName = (typeof messengers)[number];

/** Which messengers the stage offers: for each, the secret that holds the company's app there, or nothing. */
export class MessengerApps extends Construct {
  /** Whether a messenger is offered. */
  readonly offered: Readonly<Record<MessengerName, CfnCondition>>;
  readonly #secretArns: Readonly<Record<MessengerName, string>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const arn = (name: MessengerName) => stageValues.messengerSecretArn(Stack.of(this), name);
    const arns = { Wecom: arn('Wecom'), Dingtalk: arn('Dingtalk'), Feishu: arn('Feishu') };
    const given = (name: MessengerName) =>
      new CfnCondition(this, `Has${name}`, {
        expression: Fn.conditionNot(Fn.conditionEquals(arns[name], '')),
      });
    this.#secretArns = arns;
    this.offered = { Wecom: given('Wecom'), Dingtalk: given('Dingtalk'), Feishu: given('Feishu') };
  }

  /** Lets a function read the apps' secrets, and tells it where they are and (on one machine) where the messengers are. */
  bind(fn: Bindable<`${Uppercase<MessengerName>}_SECRET_ARN` | 'IM_BASE_URL'>): void {
    // Where an app is not given: a name that is nobody's, because a policy takes no empty one.
    const nobodys = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: 'openscript-no-messenger',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const arns = messengers.map((name) =>
      Fn.conditionIf(this.offered[name].logicalId, this.#secretArns[name], nobodys).toString(),
    );
    fn.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: arns }),
    );
    fn.set('WECOM_SECRET_ARN', this.#secretArns.Wecom);
    fn.set('DINGTALK_SECRET_ARN', this.#secretArns.Dingtalk);
    fn.set('FEISHU_SECRET_ARN', this.#secretArns.Feishu);
    fn.set('IM_BASE_URL', stageValues.messengerBaseUrl(Stack.of(this)));
  }
}
