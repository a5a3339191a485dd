export { Facts, GenerationFacts, TimingFacts } from './inspector/Facts.tsx';
export { Inspected, TraceView } from './inspector/TraceView.tsx';
export { Sources } from './sources/Sources.tsx';
export { followRunning } from './stream/running.ts';
export { NO_STREAM, type Stream } from './stream/stream.ts';
export { AnswerText } from './text/AnswerText.tsx';
export { CitedSources } from './text/Mark.tsx';
export { referenceLine } from './text/names.ts';
export { withReferences } from './text/pieces.ts';
