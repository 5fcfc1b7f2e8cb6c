import { api, dataOf, type Run } from '../../api/client.ts';
import { makeLane } from '../../upload/lane.ts';

/** Runs that are looked through, newest first: the list does not name files, so each is asked for. */
export const MOST_RUNS = 100;

/** The runs that took a file, among the newest {@link MOST_RUNS} since it was uploaded. `onFound` hears of each at once. */
export const findUses = async (
  file: { readonly id: string; readonly created_at: string },
  onFound: (run: Run) => void,
  signal: AbortSignal,
): Promise<void> => {
  const { items } = await dataOf(
    api.GET('/runs', { params: { query: { page_size: MOST_RUNS, since: file.created_at } }, signal }),
  );
  const lane = makeLane(6);
  const look = async (id: string): Promise<void> => {
    const run = await dataOf(api.GET('/runs/{id}', { params: { path: { id } }, signal }));
    if (Object.values(run.files).some((taken) => taken.some((one) => one.id === file.id))) onFound(run);
  };
  await Promise.all(items.map(({ id }) => lane(() => look(id))));
};
