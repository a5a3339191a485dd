/** The Croatian words have the shape of the English ones, with one form more for each plural. */

/** For each `name_other` of the English words, Croatian adds `name_few`. A missing key is a type error. */
export type Croatian<T> = { [K in keyof T]: T[K] extends string ? string : Croatian<T[K]> } & {
  [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_few` : never]: string;
};
