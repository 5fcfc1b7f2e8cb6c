import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { stageValues } from '../stage-values.ts';
import type { Bindable } from './node-function.ts';

type Address = 'POOL_DOMAIN_URL' | 'CONSOLE_URL';

/** What the stage says of sign-in through other providers: where it goes, and who is let in how. */
export class FederationSettings extends Construct {
  readonly #poolDomainUrl: string;
  readonly #consoleUrl: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stack = Stack.of(this);
    const prefix = stageValues.signInDomain(stack);
    const url = stageValues.consoleUrl(stack);
    // Neither is set at all when the console's address is not given: on one machine the emulator's environment says it.
    const given = new CfnCondition(this, 'HasConsoleUrl', {
      expression: Fn.conditionNot(Fn.conditionEquals(url, '')),
    });
    const on = new CfnCondition(this, 'On', {
      expression: Fn.conditionAnd(given, Fn.conditionNot(Fn.conditionEquals(prefix, ''))),
    });
    const when = (condition: CfnCondition, value: string) =>
      Fn.conditionIf(condition.logicalId, value, Fn.ref('AWS::NoValue')).toString();
    this.#poolDomainUrl = when(on, `https://${prefix}.auth.${stack.region}.amazoncognito.com`);
    this.#consoleUrl = when(given, url);
  }

  /** Tells a function all of it. */
  bind(fn: Bindable<Address | 'FEDERATED_ROLES' | 'LINK_BY_EMAIL'>): void {
    const stack = Stack.of(this);
    this.bindAddresses(fn);
    fn.set('FEDERATED_ROLES', stageValues.federatedRoles(stack));
    fn.set('LINK_BY_EMAIL', stageValues.linkByEmail(stack));
  }

  /** Tells a function where the pool's domain and the console are. */
  bindAddresses(fn: Bindable<Address>): void {
    fn.set('POOL_DOMAIN_URL', this.#poolDomainUrl);
    fn.set('CONSOLE_URL', this.#consoleUrl);
  }
}
