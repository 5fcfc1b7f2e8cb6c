/** The first and the last moment of local days, as the API's `since` and `until` want them. */
export const dayRange = (from: string, to: string): { readonly since?: string; readonly until?: string } => {
  const first = /^\d{4}-\d{2}-\d{2}$/.test(from) ? new Date(`${from}T00:00:00`) : undefined;
  const last = /^\d{4}-\d{2}-\d{2}$/.test(to) ? new Date(`${to}T23:59:59.999`) : undefined;
  return {
    ...(first === undefined || Number.isNaN(first.getTime()) ? {} : { since: first.toISOString() }),
    ...(last === undefined || Number.isNaN(last.getTime()) ? {} : { until: last.toISOString() }),
  };
};
