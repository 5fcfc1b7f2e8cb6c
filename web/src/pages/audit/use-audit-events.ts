import { computed } from 'vue';
import { api, dataOf } from '../../api/client.ts';
import { ApiFailure, NO_ANSWER, readFailure } from '../../api/failure.ts';
import { send } from '../../api/send.ts';
import { usePages } from '../../api/use-pages.ts';
import { useQuery } from '../../api/use-query.ts';
import { saveBlob } from '../../preview/save.ts';
import { dayRange } from '../runs/day-range.ts';
import { type AuditEvent, isOutcome } from './audit-words.ts';

/** The filters that are texts, by their names in the address and in the API. */
export const textFilters = ['actor', 'action', 'resource_type', 'resource_id', 'address', 'session'] as const;

/** The audit log by the filters in the address, page by page. */
export const useAuditEvents = () => {
  const texts = Object.fromEntries(textFilters.map((name) => [name, useQuery(name)])) as Record<
    (typeof textFilters)[number],
    ReturnType<typeof useQuery>
  >;
  const outcome = useQuery('outcome');
  const from = useQuery('from');
  const to = useQuery('to');
  const filters = computed(() => ({
    ...Object.fromEntries(
      textFilters.flatMap((name) => (texts[name].value === '' ? [] : [[name, texts[name].value.trim()]])),
    ),
    ...(isOutcome(outcome.value) ? { outcome: outcome.value } : {}),
    ...dayRange(from.value, to.value),
  }));
  const list = usePages<AuditEvent>(filters, (cursor, signal) =>
    dataOf(
      api.GET('/audit/events', {
        params: { query: { page_size: 50, ...filters.value, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  /** Saves what the filters select as CSV; answers whether it was cut off. */
  const save = async (): Promise<boolean> => {
    const query = new URLSearchParams(filters.value as Record<string, string>);
    const address = new URL(`/api/v1/audit/events/export?${query}`, location.origin);
    const answer = await send(new Request(address)).catch(() => {
      throw new ApiFailure(NO_ANSWER, 0, '');
    });
    if (!answer.ok) throw readFailure(answer.status, await answer.json().catch(() => undefined));
    // As bytes: reading it as text would take the mark from its beginning by which Excel knows UTF-8.
    saveBlob(`audit-${new Date().toISOString().slice(0, 10)}.csv`, await answer.blob());
    return answer.headers.get('x-openscript-truncated') === 'true';
  };
  const filtered = computed(() => Object.keys(filters.value).length > 0);
  return { ...list, texts, outcome, from, to, filtered, save };
};
