import { useEffect } from 'react';
import { closeSource, go, provideCommand, type ScreenName, useSource } from '../state/index.ts';
import { useLayout } from './layout.ts';

/** The commands the window itself can carry out. */
export function useWindowCommands(): void {
  useEffect(() => {
    const plain = (screen: Exclude<ScreenName, 'chat' | 'document' | 'prompts' | 'run'>) => (): void => go({ screen });
    const stops = [
      provideCommand('toggle-sidebar', () => useLayout.getState().toggleSidebar()),
      provideCommand('new-conversation', () => go({ screen: 'chat', conversationId: null })),
      provideCommand('go-chat', () => go({ screen: 'chat', conversationId: null })),
      provideCommand('go-documents', plain('documents')),
      provideCommand('go-jobs', plain('jobs')),
      provideCommand('go-health', plain('health')),
      provideCommand('go-models', plain('models')),
      provideCommand('go-prompts', () => go({ screen: 'prompts', versionId: null })),
      provideCommand('go-runs', plain('runs')),
      provideCommand('go-settings', plain('settings')),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  const sourceOpen = useSource(({ address }) => address !== null);
  useEffect(() => (sourceOpen ? provideCommand('close-source', closeSource) : undefined), [sourceOpen]);
}
