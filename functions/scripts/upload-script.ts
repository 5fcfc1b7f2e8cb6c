import type { Operation } from '../platform/api.ts';
import { audited } from '../platform/audit-context.ts';
import { decide as decideAccess } from '../platform/decide.ts';
import { conflict, notAllowed } from '../platform/errors.ts';
import { basePath } from '../platform/http-event.ts';
import { readIdempotencyKey } from '../platform/idempotency.ts';
import type { Caller } from '../platform/permissions.ts';
import { created, type HttpReply, ok } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import { text } from '../platform/text.ts';
import { untilWritten } from './contention.ts';
import type { scriptsRoutes } from './contract.ts';
import type { Inspect } from './inspection.ts';
import { firstRevision, nextRevision, type Revising, type Revision, sameRevision } from './revision.ts';
import { type Script, type ScriptVersion, thingOfScript } from './script.ts';
import { sha256Of } from './source-key.ts';
import type { SourceStore } from './source-store.ts';
import type { ScriptStore } from './store.ts';
import { readUpload } from './upload.ts';
import { viewVersion } from './views.ts';

export interface UploadDependencies {
  readonly store: ScriptStore;
  readonly sources: SourceStore;
  readonly inspect: Inspect;
  readonly now: () => number;
}

const replyOf = (version: ScriptVersion, published: boolean, isNew: boolean): HttpReply => {
  const view = viewVersion(version, published);
  return isNew ? created(view, `${basePath}/scripts/${version.name}/versions/${version.n}`) : ok(view);
};

/** Names are unique, so that a name that is taken shows, but nothing else of a script that the caller may not see. */
const checkMayChange = async (caller: Caller, script: Script): Promise<void> => {
  const thing = thingOfScript(script);
  if (await decideAccess(caller, 'scripts.edit', thing)) return;
  throw (await decideAccess(caller, 'scripts.read', thing))
    ? notAllowed('scripts.manage.all')
    : conflict(text('this name is taken; choose another one', '名称已被占用，请换一个'));
};

/** What a used key remembers of its answer: `<name>/<number>/<published>/<new>`. */
const subjectOf = ({ version, published, write }: Revision): string =>
  [version.name, version.n, published, write === 'added'].join('/');

/**
 * Uploads a script: inspected, stored, and counted as a version if its content is new. The source is stored before
 * the transaction that makes the version, so that no version is ever without its source.
 */
export const makeUploadScript = ({
  store,
  sources,
  inspect,
  now,
}: UploadDependencies): Operation<RouteOf<typeof scriptsRoutes, 'uploadScript'>> => {
  const replay = async (subject: string): Promise<HttpReply> => {
    const [name = '', n, published, isNew] = subject.split('/');
    const version = await store.findVersion(name, Number(n));
    if (version === undefined) throw new Error(`the version ${subject} of a used key is not there`);
    return replyOf(version, published === 'true', isNew === 'true');
  };

  const decide = async (script: Script | undefined, given: Revising): Promise<Revision> => {
    if (script === undefined) return firstRevision(given);
    await checkMayChange(given.caller, script);
    const n = await store.findByContent(script.name, given.sha256);
    const known = n === undefined ? undefined : await store.findVersion(script.name, n);
    return known === undefined ? nextRevision(script, given) : sameRevision(script, known, given);
  };

  return async ({ body, caller, request }) => {
    const upload = readUpload(body);
    const sha256 = sha256Of(upload.source);
    const key = readIdempotencyKey(request, 'uploadScript', caller.userId);
    const earlier = await store.findEarlier(key, now());
    if (earlier !== undefined) return replay(earlier);

    const owned = await store.find(upload.name);
    if (owned !== undefined) await checkMayChange(caller, owned);
    const inspected = await inspect(upload.fileName, upload.source);
    await sources.put(upload.name, sha256, upload.source);

    return untilWritten(async () => {
      const at = now();
      const script = await store.find(upload.name);
      const given = { upload, sha256, inspected, caller, now: new Date(at).toISOString() };
      const revision = await decide(script, given);
      const { version, published, write } = revision;
      const unchanged = script === revision.script && key === undefined;
      const saved =
        unchanged ||
        (await audited(
          {
            resource: { type: 'script', id: upload.name },
            before: script,
            after: { ...revision.script, version_sha256: version.sha256 },
          },
          () =>
            store.save(
              {
                script: revision.script,
                expected: script?.version,
                ...(write === 'added' ? { added: version } : {}),
                ...(write === 'changed' ? { changed: version } : {}),
                claim: key === undefined ? undefined : { key, subject: subjectOf(revision) },
              },
              at,
            ),
        ));
      if (saved) return replyOf(version, published, write === 'added');
      const meanwhile = await store.findEarlier(key, now());
      return meanwhile === undefined ? undefined : replay(meanwhile);
    });
  };
};
