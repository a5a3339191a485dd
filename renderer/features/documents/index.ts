export { LibraryScreen } from './library/LibraryScreen.tsx';
export { DocumentScreen } from './page/DocumentScreen.tsx';
