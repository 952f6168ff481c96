import { z } from 'zod'
import { flowSchema } from './schema.ts'

/** The format of a form's file as JSON Schema, for editors: flows/flow.schema.json. */
export const flowJsonSchema = (): string => `${JSON.stringify(z.toJSONSchema(flowSchema, { io: 'input' }), null, 2)}\n`
