export { PromptsScreen } from './PromptsScreen.tsx';
