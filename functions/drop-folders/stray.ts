import type { Text } from '../platform/text.ts';
import type { StrayReason } from './contract.ts';

/** A file that belongs to no set, as it is kept. */
export interface Stray {
  readonly id: string;
  readonly folderId: string;
  readonly folderName: string;
  readonly path: string;
  readonly size: number;
  readonly code: StrayReason;
  readonly reason: Text;
  /** Where it is: in the folder, or in quarantine. */
  readonly key: string;
  readonly versionId: string;
  /** Where it is to be moved; null: it stays, or has been moved. */
  readonly moveTo: string | null;
  readonly arrivedAt: string;
}
