import type { Limits } from '../../api/client.ts';

/** The limits of a script's runs in the order people ask about them: message key, unit, and what is allowed. */
export const limitRows: readonly {
  readonly name: keyof Limits;
  readonly key: string;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}[] = [
  { name: 'timeout_seconds', key: 'limit.time', unit: 's', least: 1, most: 3600 },
  { name: 'memory_mb', key: 'limit.memory', unit: 'MB', least: 128, most: 16384 },
  { name: 'cpu', key: 'limit.cpu', unit: 'vCPU', least: 0.25, most: 4 },
  { name: 'processes', key: 'limit.processes', unit: '', least: 1, most: 1024 },
  { name: 'file_mb', key: 'limit.file', unit: 'MB', least: 1, most: 4096 },
  { name: 'output_mb', key: 'limit.output', unit: 'MB', least: 1, most: 8192 },
  { name: 'output_files', key: 'limit.outputFiles', unit: '', least: 1, most: 10000 },
  { name: 'log_mb', key: 'limit.log', unit: 'MB', least: 1, most: 50 },
];
export const cpuSteps = [0.25, 0.5, 1, 2, 4] as const;
