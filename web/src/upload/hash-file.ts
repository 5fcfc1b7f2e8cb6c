interface Progress {
  readonly done?: number;
  readonly sha256?: string;
  readonly failed?: string;
}

/** The SHA-256 of a file, computed in a worker. Rejects when the file cannot be read (moved, or changed on disk). */
export const hashFile = (
  file: File,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), { once: true });
    worker.onerror = (event) => end(() => reject(new Error(event.message)));
    worker.onmessage = ({ data }: MessageEvent<Progress>) => {
      if (data.done !== undefined) onProgress(file.size === 0 ? 1 : data.done / file.size);
      else if (data.sha256 !== undefined) end(() => resolve(data.sha256 ?? ''));
      else end(() => reject(new Error(data.failed ?? '')));
    };
    worker.postMessage(file);
  });
