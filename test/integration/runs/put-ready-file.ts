import { makeFileEntity } from '../../../functions/files/index.ts';
import type { Table } from '../../../functions/platform/table.ts';

/** Writes the row of a file that was uploaded and checked: a run looks at nothing else of it. */
export const putReadyFile = async (table: Table, id: string): Promise<void> => {
  await makeFileEntity(table)
    .put({
      id,
      name: 'a.xlsx',
      size: 1,
      sha256: 'a'.repeat(64),
      contentType: 'application/octet-stream',
      folder: '',
      department: '',
      status: 'ready',
      ownerId: 'sub-fang',
      owner: 'fang',
      createdAt: '2026-11-22T08:30:00.000Z',
      month: '2026-11',
      sweepAt: '',
      work: 'files-to-sweep',
    })
    .go();
};
