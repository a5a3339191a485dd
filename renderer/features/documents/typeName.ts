/** What a type found by content is called, short. */
const SHORT: Readonly<Record<string, string>> = { text: 'TXT', markdown: 'MD', message: 'EML' };

export const typeName = (type: string): string => SHORT[type] ?? type.toUpperCase();
