export { createModels, type Models, type ModelsOptions } from './models.ts';
export { modelsSchema } from './schema.ts';
