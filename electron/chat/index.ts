export { isWrongLanguage } from './answer-language.ts';
export { type Chat, type ChatOptions, createChat } from './chat.ts';
export type { CheckedSentence, CheckPort, ExtractedSentence, FoundPassage, SearchPort, SearchRequest, SearchResult } from './ports.ts';
export type { QueryAnswer, QueryInput } from './query.ts';
export type { RunHistory } from './runs/history.ts';
export { chatSchema } from './schema.ts';
export { questionsOf } from './questions/index.ts';
export { headingQuestion } from './suggestions.ts';
