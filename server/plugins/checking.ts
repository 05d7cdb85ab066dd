import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { prototypeKey } from '../../layouts/refuse.ts';
import { Failure, type Fault } from '../../stream/contract/failure.ts';
import { line, read } from '../../stream/contract/read.ts';

/** A Failure that names the first fault and carries all of them, when they are several. */
export function faulty(faults: readonly Fault[], code: 'request' | 'layout' = 'request'): Failure {
  const [first = { path: '', message: '' }] = faults;
  return new Failure(code, line(first), {
    path: first.path,
    ...(faults.length > 1 ? { faults: faults.slice(0, 100) } : {}),
  });
}

/** Checks bodies, parameters and queries of requests by their schema. */
export const checking: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const key = prototypeKey(data);
    const result = key ? { faults: [key] } : read(schema, data);
    return 'faults' in result ? { error: faulty(result.faults) } : result;
  };
