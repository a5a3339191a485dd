/** Takes secrets out of what is logged: known values, and what looks like one by its name. */

const REMOVED = '[removed]';

const SECRET_NAME = /token|secret|password|passphrase|authorization|cookie|api[-_]?key/i;
const BEARER = /\b(bearer\s+)[^\s"',;]+/gi;
const ASSIGNED = /(["']?\b(?:[a-z_]*token|[a-z_]*secret|password|api[-_]?key)["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi;

/** `text` without the given secrets, bearer values and `token=...` pairs. */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length > 0) clean = clean.replaceAll(secret, REMOVED);
  return clean.replace(BEARER, `$1${REMOVED}`).replace(ASSIGNED, `$1${REMOVED}`);
}

/** A value ready for one log line: errors as plain objects, secrets removed, depth and width bounded. */
export function redactValue(value: unknown, secrets: Iterable<string>, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (depth >= 5) return '[deeper]';
  if (value instanceof Error) {
    const own = redactValue(Object.fromEntries(Object.entries(value)), secrets, depth + 1);
    return { ...(typeof own === 'object' ? own : {}), name: value.name, message: redactText(value.message, secrets), stack: redactText(value.stack ?? '', secrets) };
  }
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redactValue(item, secrets, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 100)
      .map(([key, item]) => [key, SECRET_NAME.test(key) && (typeof item === 'string' || Array.isArray(item)) ? REMOVED : redactValue(item, secrets, depth + 1)]),
  );
}
