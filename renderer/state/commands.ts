/** Actions of the window by name, with their keys: whoever can do one provides it, whoever offers one runs it. */

/** Keys as shown: `Mod` is Ctrl or ⌘; two plain letters are pressed one after the other. */
export const SHORTCUTS = {
  palette: 'Mod K',
  'new-conversation': 'Alt N',
  'add-files': 'Alt U',
  'add-folder': null,
  'toggle-sidebar': 'Mod B',
  'focus-question': '/',
  'next-citation': 'F8',
  'previous-citation': 'Shift F8',
  'close-source': 'Esc',
  'go-chat': 'G C',
  'go-documents': 'G D',
  'go-jobs': 'G J',
  'go-health': 'G H',
  'go-models': 'G M',
  'go-prompts': 'G P',
  'go-runs': 'G R',
  'go-settings': 'G S',
  shortcuts: '?',
} as const satisfies Record<string, string | null>;

export type CommandName = keyof typeof SHORTCUTS;

const handlers = new Map<CommandName, () => void>();

/** Takes the command on; the newest provider is asked. Returns how to give it back. */
export function provideCommand(name: CommandName, handler: () => void): () => void {
  const before = handlers.get(name);
  handlers.set(name, handler);
  return () => {
    if (handlers.get(name) !== handler) return;
    if (before) handlers.set(name, before);
    else handlers.delete(name);
  };
}

/** False when nobody can do it now. */
export function runCommand(name: CommandName): boolean {
  const handler = handlers.get(name);
  handler?.();
  return handler !== undefined;
}
