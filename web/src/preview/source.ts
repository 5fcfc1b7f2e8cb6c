import { type Artifact, api, dataOf, type StoredFile } from '../api/client.ts';
import { ApiFailure, NO_ANSWER } from '../api/failure.ts';
import { readData, slashed } from '../api/raw.ts';
import type { Cell } from '../table/cell.ts';
import { readWorkbook } from './read-workbook.ts';

/** The first rows of one sheet. */
export interface SheetPreview {
  readonly kind: 'workbook' | 'csv' | 'text' | 'unsupported';
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: number | null;
    readonly columns: number | null;
  }[];
  readonly sheet: string | null;
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  /** Titles of columns that are hidden from the reader. */
  readonly masked?: readonly string[];
}

/** Something that can be looked at and downloaded: a stored file or an artifact of a run. */
export interface PreviewSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A link to the bytes, valid for five minutes. */
  readonly url: () => Promise<string>;
  /** A workbook's sheet; the first one when none is named. */
  readonly sheet: (name: string | undefined) => Promise<SheetPreview>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const readUrl = (data: unknown): string | undefined =>
  isRecord(data) && typeof data.url === 'string' ? data.url : undefined;
/** As the API's own code for what cannot be done now. */
const CONFLICT = 40901;
/** Rows asked for: what a person looks through before downloading. */
const ROWS = 500;

/** Workbooks that the browser reads itself; larger ones are downloaded. Bytes. */
const MOST_READ_HERE = 20 * 1024 * 1024;
const unreadable: SheetPreview = { kind: 'unsupported', sheets: [], sheet: null, rows: [], truncated: false };

/** The sheets of a workbook that the API has no preview of: read once, in the browser. */
const sheetsHere = (size: number, bytes: () => Promise<ArrayBuffer>) => {
  let reading: ReturnType<typeof readWorkbook> | undefined;
  return async (name: string | undefined): Promise<SheetPreview> => {
    if (size > MOST_READ_HERE) return unreadable;
    reading ??= bytes().then((content) => readWorkbook(new Uint8Array(content)));
    const sheets = await reading;
    const chosen = sheets?.find((sheet) => name === undefined || sheet.name === name);
    if (sheets === undefined || chosen === undefined) return unreadable;
    return {
      kind: 'workbook',
      sheets,
      sheet: chosen.name,
      rows: chosen.first,
      truncated: chosen.rows > chosen.first.length,
    };
  };
};

/** An artifact of a run: of the attempt that ended it, unless another one is named. */
export const artifactSource = (
  runId: string,
  { path, name, size }: Artifact,
  attempt?: number,
): PreviewSource => {
  const which = attempt === undefined ? '' : `&attempt=${attempt}`;
  const url = () => readData(`/runs/${runId}/artifacts/${slashed(path)}?redirect=false${which}`, readUrl);
  return { name, size, url, sheet: sheetsHere(size, async () => (await fetchBytes(url)).arrayBuffer()) };
};

export const fileSource = ({ id, name, size }: Pick<StoredFile, 'id' | 'name' | 'size'>): PreviewSource => ({
  name,
  size,
  url: async () => {
    const { download_url, download_refused } = await dataOf(
      api.GET('/files/{id}', { params: { path: { id } } }),
    );
    if (download_refused !== null) throw new ApiFailure(CONFLICT, 409, download_refused);
    if (download_url === null) throw new ApiFailure(NO_ANSWER, 0, '');
    return download_url;
  },
  sheet: (sheet) =>
    dataOf(
      api.GET('/files/{id}/preview', {
        params: { path: { id }, query: { rows: ROWS, ...(sheet === undefined ? {} : { sheet }) } },
      }),
    ),
});

/** The bytes behind a link, which carries its own signature: no token goes to the store. */
const fetchBytes = async (url: () => Promise<string>): Promise<Response> => {
  const answer = await fetch(await url(), { credentials: 'omit' }).catch(() => undefined);
  if (answer === undefined || !answer.ok) throw new ApiFailure(NO_ANSWER, answer?.status ?? 0, '');
  return answer;
};

export const bytesOf = (source: PreviewSource): Promise<Response> => fetchBytes(source.url);
