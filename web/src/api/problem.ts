/** A refusal of the service (RFC 9457), as the screens show it: what is wrong, where, and how to mend it. */
export interface ProblemIssue {
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemIssue[];
}

export class ApiProblem extends Error {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly ProblemIssue[];

  constructor(
    readonly status: number,
    { type = 'about:blank', title = `HTTP ${status}`, detail = '', errors = [] }: ProblemBody,
  ) {
    super(detail || title);
    this.type = type;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
  }
}

/** Reads problem+json; an answer that is none (a proxy's page) keeps its status and says so. */
export const problemOf = async (answer: Response): Promise<ApiProblem> =>
  new ApiProblem(answer.status, (await answer.json().catch(() => ({}))) as ProblemBody);
