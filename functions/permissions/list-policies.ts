import type { Operation } from '../platform/api.ts';
import { ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { permissionsRoutes } from './contract.ts';
import type { PolicyStore } from './policy-store.ts';
import { viewPolicy } from './views.ts';

/** Lists the policies of this installation, then those of the platform. */
export const makeListPolicies =
  ({
    policies,
  }: {
    readonly policies: Pick<PolicyStore, 'read'>;
  }): Operation<RouteOf<typeof permissionsRoutes, 'listPolicies'>> =>
  async ({ request }) => {
    const { builtInTexts, builtInWords } = await import('./policy-texts.ts');
    const { policies: own } = await policies.read();
    return ok({
      items: [
        ...own.map(viewPolicy),
        ...Object.entries(builtInTexts).map(([name, text]) => ({
          name,
          title: builtInWords[name]?.[request.language === 'en' ? 'en' : 'zh'] ?? name,
          text,
          enabled: true,
          built_in: true,
          version: 1,
          updated_at: null,
        })),
      ],
    });
  };
