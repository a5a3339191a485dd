import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { followTheme } from './app/theme.ts';
import { pickLanguage, startWords } from './i18n/index.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

followTheme();
await startWords(pickLanguage(null, navigator.languages));
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
