import type { Operation } from '../platform/api.ts';
import { attachmentDisposition, downloadType } from '../platform/attachment.ts';
import { masksFor } from '../platform/column-mask.ts';
import { notFound } from '../platform/errors.ts';
import type { MaskDownload } from '../platform/masked-copy.ts';
import { ok, redirect } from '../platform/request.ts';
import type { RouteOf } from '../platform/route.ts';
import type { runsRoutes } from './contract.ts';
import { nameOf } from './list-artifacts.ts';
import { outputPrefix } from './object-keys.ts';
import type { RunObjects } from './objects.ts';
import { readArtifacts } from './outcome.ts';
import { outcomeAttemptOf } from './outcome-attempt.ts';
import type { RunStore } from './store.ts';
import { findVisibleRun } from './view-run.ts';

/** Signs a download for a browser: the object as an attachment of this content type, for `seconds`. */
export type SignDownload = (
  key: string,
  served: { disposition: string; contentType: string },
  seconds: number,
) => Promise<string>;

/** Signs a read for another function. */
export type SignRead = (key: string) => Promise<string>;

const URL_SECONDS = 5 * 60;

/**
 * Redirects to a URL of one artifact, valid for five minutes; with `redirect=false` gives the URL as data. It is always
 * served as an attachment under its own name, of a content type from a fixed list: never as a page. Of a table with columns
 * that are masked for the caller it is a copy without their values.
 */
export const makeDownloadArtifact =
  ({
    store,
    objects,
    signDownload,
    signRead,
    maskDownload,
  }: {
    store: Pick<RunStore, 'find'>;
    objects: Pick<RunObjects, 'readText'>;
    signDownload: SignDownload;
    signRead: SignRead;
    maskDownload: MaskDownload;
  }): Operation<RouteOf<typeof runsRoutes, 'downloadArtifact'>> =>
  async ({ params, query, caller }) => {
    const run = await findVisibleRun(store, params.id, caller);
    const attempt = outcomeAttemptOf(run, query.attempt);
    const artifacts = attempt === null ? [] : await readArtifacts(objects, run.id, attempt);
    const found = artifacts.find(({ path }) => path === params.path);
    if (found === undefined || attempt === null) throw notFound();
    const name = nameOf(found.path);
    const served = { disposition: attachmentDisposition(name), contentType: downloadType(name) };
    const key = `${outputPrefix(run.id, attempt)}${found.path}`;
    const { size, sha256 } = found;
    const masks = masksFor(caller);
    const maskable = { place: key, name, size, sha256, signRead: () => signRead(key) };
    // Without masks, as nearly always, nothing of the copies is loaded.
    const masked = masks.length === 0 ? undefined : await maskDownload(maskable, masks);
    const url = masked ?? (await signDownload(key, served, URL_SECONDS));
    if (query.redirect === 'false') return ok({ url });
    const answer = redirect(url);
    return { ...answer, headers: { ...answer.headers, 'x-content-type-options': 'nosniff' } };
  };
