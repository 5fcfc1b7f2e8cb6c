import { hostEntryPattern } from './host-entry-schema.ts';

/** Whether the allow-list lets a URL be asked: its scheme, its host and its port are those of one entry. */
export const isAllowedHost = (url: URL, entries: readonly string[]): boolean =>
  entries.some((entry) => {
    const [, scheme = 'https', wildcard, name = '', port = ''] = hostEntryPattern.exec(entry) ?? [];
    const host = url.hostname.toLowerCase();
    return (
      url.protocol === `${scheme}:` &&
      url.port === (Number(port) === (scheme === 'http' ? 80 : 443) ? '' : port) &&
      (wildcard === undefined ? host === name : host.endsWith(`.${name}`))
    );
  });
