import openapi from '../../docs/openapi.json' with { type: 'json' };
import { makeApi } from '../platform/api.ts';
import { readConfig } from '../platform/config.ts';
import { notSignedIn } from '../platform/errors.ts';
import { makeLog } from '../platform/log.ts';
import { makeCheckHealth } from './check-health.ts';
import { systemRoutes } from './contract.ts';
import { makeDependencyChecks } from './dependency-checks.ts';
import { systemEnvironment } from './environment.ts';
import referencePage from './generated/reference-page.json' with { type: 'json' };
import { makeShowDocs } from './show-docs.ts';
import { makeShowOpenapi } from './show-openapi.ts';

const config = readConfig(systemEnvironment);
const log = makeLog('system');

export const handler = makeApi(
  systemRoutes,
  {
    checkHealth: makeCheckHealth({
      checks: makeDependencyChecks(config),
      version: openapi.info.version,
      now: Date.now,
      log,
    }),
    showOpenapi: makeShowOpenapi(openapi),
    showDocs: makeShowDocs(referencePage),
  },
  {
    // Every route here is public: nobody is asked who they are.
    authenticate: () => Promise.reject(notSignedIn()),
    defaultLanguage: config.DEFAULT_LANGUAGE,
    now: Date.now,
    log,
  },
);
