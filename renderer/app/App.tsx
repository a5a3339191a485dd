import { useEffect } from 'react';
import { DropZone, Pickers, Tray } from '../features/ingest/index.ts';
import { Palette, Shortcuts } from '../features/palette/index.ts';
import { useWords } from '../i18n/index.ts';
import { followAddress, followCore, useConnection } from '../state/index.ts';
import { TooltipProvider } from '../ui/index.ts';
import { useWindowCommands } from './commands.ts';
import { KeyForm } from './KeyForm.tsx';
import { Shell } from './Shell.tsx';
import { Toasts } from './Toasts.tsx';
import { useLanguage } from './useLanguage.ts';
import { useShortcuts } from './useShortcuts.ts';

/** The whole window. The shell stands from the first moment; what the core knows fills it. */
export function App() {
  useWords();
  useEffect(followAddress, []);
  useEffect(followCore, []);
  useLanguage();
  useShortcuts();
  useWindowCommands();
  const unauthorized = useConnection(({ state }) => state === 'unauthorized');
  return (
    <TooltipProvider>
      {unauthorized ? (
        <KeyForm />
      ) : (
        <>
          <Shell />
          <Tray />
          <DropZone />
          <Pickers />
          <Palette />
          <Shortcuts />
        </>
      )}
      <Toasts />
    </TooltipProvider>
  );
}
