export { DropZone } from './DropZone.tsx';
export { Pickers } from './Pickers.tsx';
export { Tray } from './Tray.tsx';
