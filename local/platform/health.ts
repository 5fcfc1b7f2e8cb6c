import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_SECONDS = 60;

/** Waits until the platform says that everything it needs answers. */
export const waitForHealth = async (url: string): Promise<void> => {
  let last = 'no answer';
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < end; await sleep(100)) {
    try {
      const response = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(15_000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(`the platform started but is not healthy: ${last}`);
};
