import { auditContext, auditScope, eventOfScope } from '../../../functions/platform/audit-context.ts';
import type { AuditEvent } from '../../../functions/platform/audit-event.ts';

/** What was recorded, and the names of writes that carried no event although they must. */
export interface Recorded {
  readonly events: AuditEvent[];
  readonly strays: string[];
}

/** A store says of a write that was refused `false`, or what it met instead of `written`. */
const isRefused = (result: unknown): boolean =>
  result === false ||
  (typeof result === 'object' && result !== null && 'is' in result && result.is !== 'written');

/** Lets writes of a store in memory carry the event of the change that is being made, as writes to the table do. */
export const carryEvents = <Store extends object>(
  store: Store,
  writes: readonly (keyof Store & string)[],
  { events, strays }: Recorded,
): void => {
  for (const name of writes) {
    const write = store[name] as (...given: unknown[]) => Promise<unknown>;
    const carrying = async (...given: unknown[]): Promise<unknown> => {
      const scope = auditScope();
      const result = await write.apply(store, given);
      if (isRefused(result)) return result;
      if (scope?.state !== 'open') strays.push(name);
      else {
        events.push(eventOfScope(scope));
        scope.state = 'written';
        auditContext().tally.written += 1;
      }
      return result;
    };
    Object.assign(store, { [name]: carrying });
  }
};
