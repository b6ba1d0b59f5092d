import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import type { Issue } from '@leptotrace/kernel';
import { invalid, invalidAt } from './problem';

/** How to put a value right: the same for any, or by what was sent. */
type Mend = string | ((value: unknown) => string | undefined);

const mendOf = (error: ValidationError, constraint: string): string => {
  if (constraint === 'whitelistValidation')
    return `Leave "${error.property}" out, or put it where it belongs.`;
  if (error.value === undefined) return `Add "${error.property}".`;
  const { mend } = (error.contexts?.[constraint] ?? {}) as { readonly mend?: Mend };
  return (typeof mend === 'function' ? mend(error.value) : mend) ?? 'See /docs for what is accepted.';
};

const messageOf = (constraint: string, message: string): string =>
  constraint === 'whitelistValidation' ? 'not a field that is known here' : message;

const ownIssues = (error: ValidationError, path: string): readonly Issue[] => {
  const [first] = Object.entries(error.constraints ?? {});
  if (!first) return [];
  const [constraint, message] = first;
  return [{ path, message: messageOf(constraint, message), mend: mendOf(error, constraint) }];
};

const issuesIn = (errors: readonly ValidationError[], parent: string): readonly Issue[] => {
  // An unknown kind makes every other field unknown too: only the kind is worth saying.
  const ofKind = errors.filter(({ property }) => property === 'kind');
  return (ofKind.length > 0 ? ofKind : errors).flatMap((error) => {
    const path = `${parent}/${error.property}`;
    return [...ownIssues(error, path), ...issuesIn(error.children ?? [], path)];
  });
};

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks a body against its DTO and hands on the plain value, unchanged. @throws Problem */
@Injectable()
export class DtoPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type !== 'body' || !metatype || metatype === Object || metatype === String) return value;
    if (!isPlainObject(value)) throw invalidAt('', 'the body is not an object', 'Send a JSON object.');
    const dto = toInstance(metatype as new () => object, value);
    const errors = await validate(dto, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      validationError: { target: false, value: true },
    });
    if (errors.length > 0) throw invalid(issuesIn(errors, ''));
    return value;
  }
}

const toInstance = (metatype: new () => object, value: object): object => {
  try {
    return plainToInstance(metatype, value);
  } catch {
    throw invalidAt(
      '',
      'a list holds something that is not an object',
      'Send objects where the API asks for them.',
    );
  }
};
