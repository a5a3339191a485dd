export { RunScreen } from './run/RunScreen.tsx';
export { RunsScreen } from './list/RunsScreen.tsx';
