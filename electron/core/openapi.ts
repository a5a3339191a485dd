/** The OpenAPI description of the local HTTP API, generated from the contract; uploads and streams are added by hand. */
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';
import { api, ApiJob, ApiUploaded, Problem } from '../contract/index.ts';

const schemaOf = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return rest;
};
const json = (schema: z.ZodType) => ({ 'application/json': { schema: schemaOf(schema) } });
const PROBLEM = { $ref: '#/components/schemas/Problem' };
const failure = { description: 'What went wrong', content: { 'application/json': { schema: PROBLEM } } };

/** Routes that the host carries beside the contract's own. */
const ADDED = {
  '/documents/upload': {
    post: {
      operationId: 'documents.upload',
      summary: 'Adds files; names may carry folders',
      requestBody: {
        required: true,
        content: { 'multipart/form-data': { schema: { type: 'object', required: ['files'], properties: { files: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } } } } } },
      },
      responses: { 202: { description: 'Taken; reading goes on as jobs', content: json(ApiUploaded) }, default: failure },
    },
  },
  '/jobs/{id}/events': {
    get: {
      operationId: 'jobs.events',
      summary: 'Server-sent events `job`, ending when the job ends',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: 'Each event is a job', content: { 'text/event-stream': { schema: schemaOf(ApiJob) } } }, default: failure },
    },
  },
};

/** An OpenAPI 3.1 document as plain data. */
export async function describeApi(version: string): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(api, {
    info: { title: 'Sova', version, description: 'Ask your own documents. On the loopback interface only; see docs/api.md.' },
    servers: [{ url: 'http://127.0.0.1:{port}/api/v1', variables: { port: { default: '0' } } }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas: { Problem: schemaOf(Problem) } },
    // Every call fails in one shape; the table of codes is in docs/api.md.
    customErrorResponseBodySchema: () => PROBLEM,
  });
  return { ...document, paths: { ...document.paths, ...ADDED } };
}
