/** Where a browser was sent, and what it was answered in the end. */
export interface Landing {
  /** Every address it passed, the last one included. */
  readonly way: readonly string[];
  readonly status: number;
  readonly url: URL;
  readonly body: string;
}

const MAX_HOPS = 20;

/** A browser without pages: follows redirects and keeps cookies by host and path, as RFC 6265 asks. */
export class Browser {
  readonly #cookies = new Map<string, { host: string; path: string; name: string; value: string }>();

  /** Follows redirects from an address until `until` holds of the next one, or to an answer that is none. */
  async open(address: string, until: (url: URL) => boolean = () => false): Promise<Landing> {
    const way: string[] = [];
    let url = new URL(address);
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      way.push(url.href);
      if (until(url)) return { way, status: 0, url, body: '' };
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: this.cookiesFor(url) } });
      this.#keep(url, response.headers.getSetCookie());
      const next = response.headers.get('location');
      const body = await response.text();
      if (next === null || response.status < 300 || response.status > 399)
        return { way, status: response.status, url, body };
      url = new URL(next, url);
    }
    throw new Error(`too many redirects: ${way.join(' → ')}`);
  }

  /** The value of a cookie. */
  cookie(name: string): string | undefined {
    return [...this.#cookies.values()].find((cookie) => cookie.name === name)?.value;
  }

  cookiesFor({ hostname, pathname }: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === hostname && pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #keep({ hostname, pathname }: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const lower = attributes.map((attribute) => attribute.toLowerCase());
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? pathname;
      const key = `${hostname} ${path} ${name}`;
      const ended = lower.some((attribute) => attribute === 'max-age=0' || attribute.includes('01 jan 1970'));
      if (ended) this.#cookies.delete(key);
      else this.#cookies.set(key, { host: hostname, path, name, value });
    }
  }
}
