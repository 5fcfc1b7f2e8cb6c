import type { Operation } from '../platform/api.ts';
import type { RouteOf } from '../platform/route.ts';
import type { systemRoutes } from './contract.ts';
import { REFERENCE_KEPT_SECONDS } from './show-openapi.ts';

/** The rendered reference: see bin/generate/reference-page.ts. */
export interface ReferencePage {
  readonly html: string;
  /** The page's style sheet as a CSP source. */
  readonly styleSource: string;
}

/** Nothing may load, run or frame; the one style sheet is allowed by its hash. */
const policyOf = (styleSource: string): string =>
  `default-src 'none'; style-src '${styleSource}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** `GET /docs`: the reference as a page without scripts. */
export const makeShowDocs =
  ({ html, styleSource }: ReferencePage): Operation<RouteOf<typeof systemRoutes, 'showDocs'>> =>
  async () => ({
    status: 200,
    headers: {
      'cache-control': `public, max-age=${REFERENCE_KEPT_SECONDS}`,
      'content-security-policy': policyOf(styleSource),
      'referrer-policy': 'no-referrer',
    },
    raw: { contentType: 'text/html; charset=utf-8', body: html },
  });
