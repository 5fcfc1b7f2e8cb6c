import { type Artifact, api, dataOf, type StoredFile } from '../api/client.ts';
import { ApiFailure, NO_ANSWER } from '../api/failure.ts';
import { readData, slashed } from '../api/raw.ts';
import type { Cell } from '../table/cell.ts';

/** The first rows of one sheet, as the server read them. */
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
}

/** Something that can be looked at and downloaded: a stored file or an artifact of a run. */
export interface PreviewSource {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A link to the bytes, valid for five minutes. */
  readonly url: () => Promise<string>;
  /** A workbook's sheet, read by the server. */
  readonly sheet: (name: string | undefined) => Promise<SheetPreview>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const readUrl = (data: unknown): string | undefined =>
  isRecord(data) && typeof data.url === 'string' ? data.url : undefined;
const readSheet = (data: unknown): SheetPreview | undefined =>
  isRecord(data) && Array.isArray(data.rows) && Array.isArray(data.sheets)
    ? (data as unknown as SheetPreview)
    : undefined;

/** Rows asked for: what a person looks through before downloading. */
const ROWS = 500;

export const artifactSource = (runId: string, { path, name, size }: Artifact): PreviewSource => ({
  name,
  size,
  url: () => readData(`/runs/${runId}/artifacts/${slashed(path)}?redirect=false`, readUrl),
  sheet: (sheet) =>
    readData(
      `/runs/${runId}/artifact-preview?${new URLSearchParams({ path, rows: String(ROWS), ...(sheet === undefined ? {} : { sheet }) })}`,
      readSheet,
    ),
});

export const fileSource = ({ id, name, size }: Pick<StoredFile, 'id' | 'name' | 'size'>): PreviewSource => ({
  name,
  size,
  url: async () => {
    const { download_url } = await dataOf(api.GET('/files/{id}', { params: { path: { id } } }));
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

/** The bytes. The link carries its own signature: no token goes to the store. */
export const bytesOf = async (source: PreviewSource): Promise<Response> => {
  const answer = await fetch(await source.url(), { credentials: 'omit' }).catch(() => undefined);
  if (answer === undefined || !answer.ok) throw new ApiFailure(NO_ANSWER, answer?.status ?? 0, '');
  return answer;
};
