/** The proxy the person set, for every request that leaves this machine; loopback never goes through it. */
import http from 'node:http';

const LOOPBACK = 'localhost,127.0.0.1,::1';

export interface ProxySetting {
  /** null: straight. */
  apply(proxy: string | null): void;
}

export function createProxySetting(): ProxySetting {
  let current: string | null = null;
  let restore: (() => void) | null = null;
  return {
    apply(proxy) {
      if (proxy === current) return;
      restore?.();
      restore = proxy === null ? null : http.setGlobalProxyFromEnv({ http_proxy: proxy, https_proxy: proxy, no_proxy: LOOPBACK });
      current = proxy;
    },
  };
}
