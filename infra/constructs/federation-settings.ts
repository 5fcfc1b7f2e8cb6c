import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { stageValues } from '../stage-values.ts';
import { hasConsoleUrl } from './console-url.ts';
import { type MessengerApps, messengers } from './messenger-apps.ts';
import type { Bindable } from './node-function.ts';
import { PLACES } from './sign-in-providers.ts';

type Address = 'POOL_DOMAIN_URL' | 'CONSOLE_URL';

/**
 * What the stage says of sign-in through other providers: what is offered, where it goes, and who is let in how. These
 * are parameters of this stack too: an export could not be changed any more as long as this stack imports it.
 */
export class FederationSettings extends Construct {
  readonly #poolDomainUrl: string;
  readonly #consoleUrl: string;
  readonly #providers: string;

  constructor(scope: Construct, id: string, { apps }: { readonly apps: MessengerApps }) {
    super(scope, id);
    const stack = Stack.of(this);
    const prefix = stageValues.signInDomain(stack);
    const url = stageValues.consoleUrl(stack);
    // Neither is set at all when the console's address is not given: on one machine the emulator's environment says it.
    const given = hasConsoleUrl(stack);
    const on = new CfnCondition(this, 'On', {
      expression: Fn.conditionAnd(given, Fn.conditionNot(Fn.conditionEquals(prefix, ''))),
    });
    const when = (condition: CfnCondition, value: string, otherwise = Fn.ref('AWS::NoValue')) =>
      Fn.conditionIf(condition.logicalId, value, otherwise).toString();
    this.#poolDomainUrl = when(on, `https://${prefix}.auth.${stack.region}.amazoncognito.com`);
    this.#consoleUrl = when(given, url);
    const named = PLACES.map((place) => {
      const name = stageValues.openIdProviderName(stack, place);
      const used = new CfnCondition(this, `HasOidc${place}`, {
        expression: Fn.conditionNot(Fn.conditionEquals(name, '')),
      });
      return when(used, `${name}=${stageValues.openIdProviderLabel(stack, place)}`, '');
    });
    const scanned = messengers.map((name) => when(apps.offered[name], `${name.toLowerCase()}=`, ''));
    const offers = new CfnCondition(this, 'Offers', {
      expression: Fn.conditionNot(Fn.conditionEquals(prefix, '')),
    });
    this.#providers = when(offers, Fn.join('|', [...named, ...scanned]), '');
  }

  /** Tells a function all of it. */
  bind(fn: Bindable<Address | 'SIGN_IN_PROVIDERS' | 'FEDERATED_ROLES' | 'LINK_BY_EMAIL'>): void {
    const stack = Stack.of(this);
    this.bindAddresses(fn);
    fn.set('SIGN_IN_PROVIDERS', this.#providers);
    fn.set('FEDERATED_ROLES', stageValues.federatedRoles(stack));
    fn.set('LINK_BY_EMAIL', stageValues.linkByEmail(stack));
  }

  /** Tells a function where the pool's domain and the console are. */
  bindAddresses(fn: Bindable<Address>): void {
    fn.set('POOL_DOMAIN_URL', this.#poolDomainUrl);
    fn.set('CONSOLE_URL', this.#consoleUrl);
  }
}
